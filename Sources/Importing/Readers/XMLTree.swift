/// One entry of an XML list as it was read: flat, with texts as bytes, so that an entry nobody keeps
/// costs neither objects nor strings.
struct XMLTree {
  struct Node {
    let name: Int
    /// The line its start stands on, from 1.
    let line: Int
    let attributes: Range<Int>
    var firstChild = -1
    var lastChild = -1
    var nextSibling = -1
    var firstText = -1
    var lastText = -1
    var textCount = 0
  }

  struct Attribute {
    let name: Int
    let value: Range<Int>
  }

  /// A run of text; an element has several where others stand between.
  struct TextRun {
    let start: Int
    var end: Int
    var next = -1
  }

  private(set) var nodes: [Node] = []
  private(set) var attributes: [Attribute] = []
  private var runs: [TextRun] = []
  private var bytes: [UInt8] = []
  /// Every name of the document met so far.
  private(set) var names: [String] = []

  /// Forgets the entry, but no name.
  mutating func removeEntry() {
    nodes.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  // MARK: Building

  /// Adds a name, and answers its number.
  mutating func add(name: String) -> Int {
    names.append(name)
    return names.count - 1
  }

  /// Adds an attribute to the element that is appended next.
  mutating func append(attribute name: Int, _ value: UnsafeBufferPointer<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: value)
    attributes.append(Attribute(name: name, value: start..<bytes.count))
  }

  /// Adds an element below `parent`, with the attributes from `firstAttribute` on; answers its
  /// number.
  mutating func append(
    _ name: Int, line: Int, firstAttribute: Int, below parent: Int?
  ) -> Int {
    let index = nodes.count
    nodes.append(Node(name: name, line: line, attributes: firstAttribute..<attributes.count))
    guard let parent else { return index }
    let last = nodes[parent].lastChild
    if last < 0 { nodes[parent].firstChild = index } else { nodes[last].nextSibling = index }
    nodes[parent].lastChild = index
    return index
  }

  /// Adds text to an element; answers how many bytes it has now.
  mutating func append(text: UnsafeBufferPointer<UInt8>, to node: Int) -> Int {
    let start = bytes.count
    bytes.append(contentsOf: text)
    let last = nodes[node].lastText
    if last >= 0, runs[last].end == start {
      runs[last].end = bytes.count
    } else {
      runs.append(TextRun(start: start, end: bytes.count))
      if last < 0 {
        nodes[node].firstText = runs.count - 1
      } else {
        runs[last].next = runs.count - 1
      }
      nodes[node].lastText = runs.count - 1
    }
    nodes[node].textCount += text.count
    return nodes[node].textCount
  }

  // MARK: Reading

  func text(of node: Int) -> String {
    var run = nodes[node].firstText
    var text = ""
    while run >= 0 {
      let part = runs[run]
      let string = String(decoding: bytes[part.start..<part.end], as: UTF8.self)
      if text.isEmpty { text = string } else { text += string }
      run = part.next
    }
    return text
  }

  func value(of attribute: Attribute) -> String {
    String(decoding: bytes[attribute.value], as: UTF8.self)
  }
}
