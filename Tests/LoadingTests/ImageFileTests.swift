import Foundation
import Loading
import Testing

/// Images five pixels wide and three high, with the word Canary in every kind of metadata.
@Suite struct ImageFileTests {
  static let images: [String: String] = [
    "png": """
    iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAIAAADUVFKvAAAADXRFWHRBdXRob3IAQ2FuYXJ5jpPxVQAAABxp
    VFh0WE1MOmNvbS5hZG9iZS54bXAAAAAAAENhbmFyeSZ0ln0AAAAHdElNRQfmAQIDBAWN4DzWAAAAUGVYSWZN
    TQAqAAAACAADAQ8AAgAAAA4AAAAyARIAAwAAAAEABgAAkoYAAgAAAA8AAABAAAAAAENhbmFyeSBjYW1lcmEA
    Q2FuYXJ5IGNvbW1lbnQAANxytEIAAAAYSURBVHicY2Rg4DJiYIAjFoYABmSAzgcAL34BfAYQ3cMAAAAASUVO
    RK5CYIJDYW5hcnkgYmVoaW5k
    """,
    "jpg": """
    /9j/4AAQSkZJRgABAQAAAQABAAD/4QBYRXhpZgAATU0AKgAAAAgAAwEPAAIAAAAOAAAAMgESAAMAAAABAAYA
    AJKGAAIAAAAPAAAAQAAAAABDYW5hcnkgY2FtZXJhAENhbmFyeSBjb21tZW50AAD//gAIQ2FuYXJ5/9sAQwAb
    EhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXYW1hpCeo6utq2eAvMm6pseZqKuk
    /9sAQwEcHh4oIyhOKytOpG5dbqSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk
    pKSkpKSk/8AAEQgAAwAFAwEiAAIRAQMRAf/EABUAAQEAAAAAAAAAAAAAAAAAAAAC/8QAGRABAAIDAAAAAAAA
    AAAAAAAAAAIEAxMz/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwX/xAAbEQACAQUAAAAAAAAAAAAAAAAAAgEDERIh
    Mf/aAAwDAQACEQMRAD8AitWw6+cQEtmm/RqLNhGz/9lDYW5hcnkgYmVoaW5k
    """,
    "gif": """
    R0lGODlhBQADAIIAAJagCq9QCmRQChmgChlQCq8ACmQAChkACiH/C05FVFNDQVBFMi4wAwEAAAAh/gZDYW5h
    cnkAIfkEAAUAAAAsAAAAAAUAAwAACBIADxwwUKAAAQICAgQYMACAw4AAIfkEAQUACAAsAAAAAAUAAwCClqAK
    r1AKZFAKGaAKGVAKrwAKZAAKGQAKCBQACxRAcOBAgAAICBAAAADBgAEBAQA7Q2FuYXJ5IGJlaGluZA==
    """,
    "webp": """
    UklGRrQAAABXRUJQVlA4WAoAAAAMAAAABAAAAgAAVlA4TC8AAAAvBIAAAHdAkG0zxCLcH+QMIzMK89+DDLC8
    AAYBIBGoWFJIIbgUVhg1ov/hIce+AABFWElGUAAAAE1NACoAAAAIAAMBDwACAAAADgAAADIBEgADAAAAAQAG
    AACShgACAAAADwAAAEAAAAAAQ2FuYXJ5IGNhbWVyYQBDYW5hcnkgY29tbWVudAAAWE1QIAYAAABDYW5hcnlD
    YW5hcnkgYmVoaW5k
    """,
  ]

  private func image(_ ending: String) throws -> [UInt8] {
    let text = try #require(Self.images[ending])
    return Array(try #require(Data(base64Encoded: text, options: .ignoreUnknownCharacters)))
  }

  @Test(
    "an image keeps its size and looks, and loses what tells where it was made",
    arguments: images.keys.sorted())
  func cleaned(_ ending: String) throws {
    let bytes = try image(ending)
    #expect(bytes.count > 100 && String(decoding: bytes, as: UTF8.self).contains("Canary"))
    let found = try #require(ImageFile(bytes, ending: ending))
    #expect(found.width == 5 && found.height == 3)
    #expect(!String(decoding: found.bytes, as: UTF8.self).contains("Canary"))
    #expect(ImageFile(found.bytes, ending: ending) == found)
  }

  @Test("a photograph stays the right way up")
  func orientation() throws {
    let found = try #require(ImageFile(try image("jpg"), ending: "jpg"))
    let exif = Data("Exif".utf8)
    let place = try #require(Data(found.bytes).range(of: exif))
    #expect(found.bytes[place.lowerBound + 25] == 6)
    #expect(Data(found.bytes[place.upperBound...]).range(of: exif) == nil)
  }

  @Test("an animation goes on running")
  func animation() throws {
    let found = try #require(ImageFile(try image("gif"), ending: "gif"))
    #expect(String(decoding: found.bytes, as: UTF8.self).contains("NETSCAPE2.0"))
  }

  @Test("an image cut short is none, wherever it is cut", arguments: images.keys.sorted())
  func cut(_ ending: String) throws {
    let whole = try #require(ImageFile(try image(ending), ending: ending)).bytes
    for count in 0..<whole.count {
      #expect(ImageFile(Array(whole[..<count]), ending: ending) == nil, "\(count)")
    }
  }

  @Test("any byte may be wrong: nothing traps", arguments: images.keys.sorted())
  func damaged(_ ending: String) throws {
    let whole = try image(ending)
    for index in whole.indices {
      for value: UInt8 in [0, 0x7F, 0xFF] {
        var bytes = whole
        bytes[index] = value
        _ = ImageFile(bytes, ending: ending)
      }
    }
  }

  @Test("another kind than the name says, or a page, is no image")
  func otherKind() throws {
    #expect(ImageFile(try image("png"), ending: "jpg") == nil)
    #expect(ImageFile(try image("jpg"), ending: "png") == nil)
    #expect(ImageFile(Array("<svg onload='x()'>".utf8), ending: "gif") == nil)
    #expect(ImageFile(Array("<html>".utf8), ending: "svg") == nil)
  }

  @Test("an image of more pixels than a reader's device should hold is none")
  func huge() throws {
    var bytes = try image("png")
    bytes.replaceSubrange(16..<24, with: [0, 0x01, 0, 0, 0, 0x01, 0, 0])
    #expect(ImageFile(bytes, ending: "png") == nil)
  }
}
