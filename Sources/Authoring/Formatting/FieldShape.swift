internal import Diagnostics
internal import Loading
internal import Records

/// What a value is by the schema table, as far as its written form depends on it.
indirect enum FieldShape {
  case item(ItemSchema)
  /// A map of ids.
  case named(ItemSchema)
  /// One of several items, told apart by their keys.
  case variants([ItemSchema])
  case scalar(FieldType)
  /// Kept as it is written: free maps, and what the table does not know.
  case free

  static func shape(of field: FieldSchema) -> FieldShape {
    switch field.type {
    case .item(let item, _): .item(item)
    case .freeMap, .form(.limits): .free
    case .form(.named(let item)): .named(item)
    case .form(.variants(let items)): .variants(items)
    default: .scalar(field.type)
    }
  }

  /// The shape of the value of a key in a map of this shape.
  func shape(of key: String, in pairs: [YAMLPair]) -> FieldShape {
    switch self {
    case .item(let item): item.field(key).map(FieldShape.shape) ?? .free
    case .named(let item): .item(item)
    case .variants: schema(of: pairs)?.field(key).map(FieldShape.shape) ?? .free
    // Languages of a text.
    case .scalar(let type): .scalar(type)
    case .free: .free
    }
  }

  /// The item that a map of this shape is.
  func schema(of pairs: [YAMLPair]) -> ItemSchema? {
    switch self {
    case .item(let item): item
    case .variants(let items):
      items.first { item in
        guard let key = item.keys.first else { return false }
        return pairs.contains { $0.key.value == key }
      }
    case .named, .scalar, .free: nil
    }
  }

  /// Pairs in the schema's order; keys that it does not know stay last, in their own order.
  func ordered(_ pairs: [YAMLPair]) -> [Int] {
    guard let item = schema(of: pairs) else { return Array(pairs.indices) }
    let places = pairs.map { item.position(of: $0.key.value) ?? .max }
    return pairs.indices.sorted { (places[$0], $0) < (places[$1], $1) }
  }
}
