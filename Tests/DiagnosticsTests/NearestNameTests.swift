import Diagnostics
import Testing

@Suite struct NearestNameTests {
  @Test("a misspelt name finds its neighbour")
  func neighbour() {
    #expect(NearestName.nearest(to: "inicdent", in: ["entity", "incident"]) == "incident")
  }

  @Test("a name far from all finds none")
  func none() {
    #expect(NearestName.nearest(to: "zebra", in: ["entity", "incident"]) == nil)
  }
}
