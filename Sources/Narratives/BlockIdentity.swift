internal import Diagnostics
internal import MarkdownTree

/// FNV-1a, 64 bits: fast and the same in every process.
struct FNV1a {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func combine(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// The bytes alone: a text may come in several pieces.
  mutating func combine(bytesOf text: String) {
    var text = text
    text.withUTF8 { bytes in
      for byte in bytes { combine(byte) }
    }
  }

  /// A text and its end, so that `ab`, `c` differs from `a`, `bc`.
  mutating func combine(_ text: String) {
    combine(bytesOf: text)
    combine(UInt8(0xFF))
  }

  /// The first eight of its sixteen hexadecimal digits.
  var shortHex: String {
    let digits = Array("0123456789abcdef".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(8)
    for index in 0..<8 { result.append(digits[Int((value >> UInt64(60 - 4 * index)) & 15)]) }
    return String(decoding: result, as: UTF8.self)
  }
}

/// Gives every block of a page an id that lasts as long as its text.
struct BlockIdentifiers {
  private var taken: Set<String> = []

  /// A heading's slug; a second one gets `-1`, as code hosts count.
  mutating func claim(slug: String) -> String {
    let slug = slug.isEmpty ? "heading" : slug
    var unique = slug
    var number = 1
    while !taken.insert(unique).inserted {
      unique = "\(slug)-\(number)"
      number += 1
    }
    return unique
  }

  /// A label as written: a second one is reported elsewhere.
  mutating func claim(label: String) -> String {
    taken.insert(label)
    return label
  }

  /// `p-` and a digest of the block as written; a second one gets `-2`.
  mutating func claim(hashOf block: Block) -> String {
    var hash = FNV1a()
    hash.combine(block)
    let id = "p-" + hash.shortHex
    var unique = id
    var number = 2
    while !taken.insert(unique).inserted {
      unique = "\(id)-\(number)"
      number += 1
    }
    return unique
  }
}

extension FNV1a {
  mutating func combine(_ blocks: [Block]) {
    for block in blocks { combine(block) }
    combine(UInt8(0xFE))
  }

  mutating func combine(_ block: Block) {
    switch block.kind {
    case .paragraph(let content):
      combine(UInt8(1))
      combine(content)
    case .heading(let level, let content):
      combine(UInt8(2))
      combine(UInt8(clamping: level))
      combine(content)
    case .quote(let blocks):
      combine(UInt8(3))
      combine(blocks)
    case .list(let list):
      combine(UInt8(4))
      combine(UInt8(list.isOrdered ? 1 : 0))
      for item in list.items { combine(item.blocks) }
    case .code(let info, let text):
      combine(UInt8(5))
      combine(info)
      combine(text)
    case .table(let table):
      combine(UInt8(6))
      for cell in table.header { combine(cell) }
      for row in table.rows {
        for cell in row { combine(cell) }
      }
    case .thematicBreak: combine(UInt8(7))
    case .html(let text):
      combine(UInt8(8))
      combine(text)
    case .directive(let directive):
      combine(UInt8(9))
      combine(directive.name.value)
      // Never the raw text of narrative: it may still hold what this edition may not see.
      combine(directive.argumentContent)
      for option in directive.options {
        combine(option.name.value)
        if DirectiveDefinition.narrativeOptions.contains(option.name.value) {
          combine(option.content)
        } else {
          combine(option.value.value)
        }
      }
      combine(directive.body.blocks)
    }
  }

  mutating func combine(_ inlines: [Inline]) {
    for inline in inlines { combine(inline) }
    combine(UInt8(0xFD))
  }

  private mutating func combine(_ inline: Inline) {
    switch inline {
    case .text(let text): combine(bytesOf: text.value)
    // A text may be wrapped anew without becoming another one.
    case .softBreak, .lineBreak: combine(UInt8(ascii: " "))
    case .code(let text):
      combine(UInt8(17))
      combine(text.value)
    case .emphasis(let content):
      combine(UInt8(18))
      combine(content)
    case .strong(let content):
      combine(UInt8(19))
      combine(content)
    case .strikethrough(let content):
      combine(UInt8(20))
      combine(content)
    case .link(let link):
      combine(UInt8(21))
      combine(link.destination.value)
      combine(link.content)
    case .image(let image):
      combine(UInt8(22))
      combine(image.source.value)
      combine(image.alternative)
    case .html(let text):
      combine(UInt8(23))
      combine(text.value)
    case .footnoteReference(let label, _):
      combine(UInt8(24))
      combine(label)
    case .role(let role):
      combine(UInt8(25))
      combine(role.name.value)
      combine(role.variant?.value ?? "")
      if role.name.value == "marked" {
        combine(role.narrative)
      } else {
        combine(role.content.value)
      }
    case .citation(let citation):
      combine(UInt8(26))
      for item in citation.items {
        combine(item.key.value)
        combine(item.prefix)
        combine(item.locator)
        combine(item.suffix)
      }
    }
  }
}
