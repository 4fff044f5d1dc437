import Diagnostics
import Records

/// Orders figures so that each comes after those it is made from.
struct FigureOrder {
  private let definitions: [FigureDefinition]
  private let positions: [String: Int]

  init(_ definitions: [FigureDefinition]) {
    self.definitions = definitions
    positions = Dictionary(
      definitions.enumerated().map { ($1.id.value, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func dependencies(_ definition: FigureDefinition) -> [Int] {
    let texts = [definition.where, definition.value].compactMap(\.self)
    let names = texts.flatMap { SQLPiece($0).figureNames.map(\.content) }
    return names.compactMap { positions[$0] }
  }

  /// The definitions in order; every cycle is reported once and its figures marked broken.
  ///
  /// Walks without recursion, so that a long chain cannot exhaust the stack.
  func sorted(reporting run: inout FigureRun) -> [FigureDefinition] {
    enum State { case new, open, done }
    let edges = definitions.map(dependencies)
    var states = [State](repeating: .new, count: definitions.count)
    var result: [FigureDefinition] = []
    for root in definitions.indices where states[root] == .new {
      var path: [(node: Int, next: Int)] = [(root, 0)]
      states[root] = .open
      while let (node, next) = path.last {
        guard next < edges[node].count else {
          states[node] = .done
          result.append(definitions[node])
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let target = edges[node][next]
        switch states[target] {
        case .done: break
        case .new:
          states[target] = .open
          path.append((target, 0))
        case .open:
          let start = path.firstIndex { $0.node == target } ?? 0
          report(path[start...].map(\.node), &run)
        }
      }
    }
    return result
  }

  private func report(_ cycle: [Int], _ run: inout FigureRun) {
    guard let first = cycle.first else { return }
    let ids = cycle.map { definitions[$0].id.value }
    // Broken figures are told once, here.
    let strictest = cycle.map { run.marking(definitions[$0].marking) }.max() ?? .clear
    run.catalogue.broken.formUnion(ids)
    run.diagnostics.append(
      Diagnostic.figureCycle(
        ids + [definitions[first].id.value],
        at: definitions[first].value?.span ?? definitions[first].id.span
      ).marked(strictest))
  }
}
