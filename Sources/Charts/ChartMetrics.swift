/// Sizes in drawing units: one unit is a CSS pixel where a chart is about 440 pixels wide.
///
/// On the narrowest screens, 320 pixels, text then still measures nine to eleven pixels.
enum ChartMetrics {
  static let width = 440.0
  static let labelSize = 16.0
  static let valueSize = 15.0
  static let axisSize = 14.0
  /// Between a mark and its label.
  static let gap = 6.0
  /// Rows drawn at most; the table has all.
  static let rowLimit = 60
  /// The widest column of labels beside bars.
  static let labelColumn = 158.0
  /// The narrowest field for bars beside their labels.
  static let plotMinimum = 110.0
}
