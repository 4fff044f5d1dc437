/// A way of writing names of one language in Latin letters: what its rival spellings share.
enum Romanization: CaseIterable {
  case korean, chinese, cyrillic, arabic

  /// Named in reasons.
  var language: String {
    switch self {
    case .korean: "Korean"
    case .chinese: "Chinese"
    case .cyrillic: "Russian"
    case .arabic: "Arabic"
    }
  }

  /// How far agreement under it speaks for one name: the more spellings fall together, the less.
  var weight: Double {
    switch self {
    case .korean: 0.98
    case .chinese, .cyrillic: 0.97
    case .arabic: 0.93
    }
  }

  /// Words of a name in the one spelling that rival spellings share.
  func fold(_ words: [String]) -> [String] {
    let words = self == .arabic ? words.filter { !Romanization.articles.contains($0) } : words
    return words.map(fold)
  }

  private static let articles: Set<String> = [
    "al", "el", "ul", "ad", "as", "ash", "bin", "ibn", "ben", "bint",
  ]

  private func fold(_ word: String) -> String {
    if self == .korean, let family = Romanization.koreanFamilies[word] { return family }
    var bytes = Romanization.replace(Array(word.utf8), rules)
    if self == .arabic { bytes = Romanization.consonants(bytes) }
    if self != .cyrillic { bytes = Romanization.withoutSilentH(bytes) }
    return String(decoding: Romanization.withoutDoubles(bytes), as: UTF8.self)
  }

  // MARK: Rules

  private typealias Rule = (from: [UInt8], to: [UInt8])

  private var rules: [Rule] {
    switch self {
    case .korean: Romanization.koreanRules
    case .chinese: Romanization.chineseRules
    case .cyrillic: Romanization.cyrillicRules
    case .arabic: Romanization.arabicRules
    }
  }

  /// `from>to` pairs, the longest first; `_` stands for nothing.
  private static func rules(_ text: String) -> [Rule] {
    text.split(separator: " ").map { pair in
      let parts = pair.split(separator: ">")
      let to = parts.count > 1 && parts[1] != "_" ? Array(parts[1].utf8) : []
      return (Array(parts[0].utf8), to)
    }.sorted { $0.from.count > $1.from.count }
  }

  private static let koreanRules = rules(
    """
    kk>k gg>k ck>k g>k q>k ch>c jj>c j>c zh>c z>c tch>c tt>t dd>t d>t th>t pp>p bb>p b>p ph>p f>p \
    ss>s sh>s l>r ll>r yeo>yo yeu>yo yuh>yo young>yong eo>o eu>o oo>o ou>o u>o oe>e oi>e oy>e wae>e \
    we>e oeh>e eui>i ui>i ae>e ai>e ay>e ee>i woo>o wu>o wo>o weo>o arn>an ark>ak ar>ar v>p
    """)

  private static let chineseRules = rules(
    """
    hs>s x>s sh>s ts>c tz>c zh>c ch>c q>c j>c z>c b>p d>t g>k ien>ian ieh>ie ueh>ue uo>o ou>o ui>i \
    uei>i ung>ong u>o ih>i yi>i wu>o wo>o iou>io szu>si ssu>si tzu>ci v>o oo>o ee>i
    """)

  private static let cyrillicRules = rules(
    """
    shch>s sch>s tsch>c tch>c ch>c sh>s zh>z kh>h ts>c tz>c x>ks yo>e io>e jo>e ye>e ie>e je>e ya>a \
    ia>a ja>a yu>u iu>u ju>u iy>i ii>i ij>i yi>i yy>i ey>ei ej>ei y>i j>i w>v off>ov eff>ev ph>f \
    ck>k ou>u oo>u ee>i
    """)

  private static let arabicRules = rules(
    """
    kh>h gh>k q>k ck>k c>k g>j dj>j th>t dh>z sh>s ch>s ph>f p>b v>w ou>u oo>u ee>i
    """)

  private static let koreanFamilies: [String: String] = {
    var result: [String: String] = [:]
    for family in [
      "ri lee li yi rhee rhie ree i", "pak park bak pahk", "ce choi choe choy",
      "im rim lim yim rhim",
      "no roh noh ro rho", "yo ryo yeo lyo", "yo yu ryu yoo you lyu yuh", "yang ryang lyang",
      "o oh wu woo u", "an ahn", "so seo suh soh", "con jeon chon jun chun",
    ] {
      let words = family.split(separator: " ").map(String.init)
      for word in words { result[word] = words[0] }
    }
    return result
  }()

  // MARK: Parts

  private static func replace(_ bytes: [UInt8], _ rules: [Rule]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let rule = rules.first(where: { bytes[index...].starts(with: $0.from) }) {
        result += rule.to
        index += rule.from.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static func isVowel(_ byte: UInt8) -> Bool { "aeiou".utf8.contains(byte) }

  /// `ah`, `oh`: an `h` behind a vowel that no vowel follows only lengthens it.
  private static func withoutSilentH(_ bytes: [UInt8]) -> [UInt8] {
    bytes.enumerated().filter { index, byte in
      guard byte == UInt8(ascii: "h"), index > 0, isVowel(bytes[index - 1]) else { return true }
      return index + 1 < bytes.count && (isVowel(bytes[index + 1]) || bytes[index + 1] == 0x79)
    }.map(\.element)
  }

  /// What Arabic writes: consonants, and `y` and `w` where they begin a word.
  private static func consonants(_ bytes: [UInt8]) -> [UInt8] {
    bytes.enumerated().filter { index, byte in
      if isVowel(byte) { return false }
      return index == 0 || (byte != UInt8(ascii: "y") && byte != UInt8(ascii: "w"))
    }.map(\.element)
  }

  private static func withoutDoubles(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes where result.last != byte || (0x30...0x39).contains(byte) {
      result.append(byte)
    }
    return result
  }
}
