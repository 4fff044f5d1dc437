import CSQLite
import Records

/// Marks a message of our own functions among SQLite's.
let ownMessagePrefix = "dossier: "

private typealias Arguments = UnsafeMutablePointer<OpaquePointer?>?

extension DatabaseConnection {
  func registerFunctions() throws {
    let pointer = Unmanaged.passUnretained(context).toOpaque()
    let scalars: [(String, Int32, (@convention(c) (OpaquePointer?, Int32, Arguments) -> Void))] = [
      ("under", 2, under), ("days", 2, days), ("first", 1, first), ("last", 1, last),
      ("figure", 1, figure), ("instr", 2, instr), ("replace", 3, replace),
    ]
    let pure = SQLITE_UTF8 | SQLITE_DETERMINISTIC
    var codes: [Int32] = scalars.map { name, count, function in
      sqlite3_create_function_v2(handle, name, count, pure, pointer, function, nil, nil, nil)
    }
    codes.append(
      sqlite3_create_function_v2(
        handle, selectionFunction, 1, SQLITE_UTF8, pointer, selected, nil, nil, nil))
    codes.append(
      sqlite3_create_function_v2(
        handle, heldFunction, 2, SQLITE_UTF8, pointer, holds, nil, nil, nil))
    codes.append(
      sqlite3_create_window_function(
        handle, "sum", 1, pure, nil, addValue, finishSum, currentSum, removeValue, nil))
    codes.append(
      sqlite3_create_window_function(
        handle, "avg", 1, pure, nil, addValue, finishMean, currentMean, removeValue, nil))
    guard codes.allSatisfy({ $0 == SQLITE_OK }) else {
      throw DatabaseError(description: "SQLite refuses a function: \(message)")
    }
  }
}

// MARK: Arguments and results

private func context(_ call: OpaquePointer?) -> DatabaseContext? {
  sqlite3_user_data(call).map {
    Unmanaged<DatabaseContext>.fromOpaque($0).takeUnretainedValue()
  }
}

/// A text argument; nil for NULL.
private func text(_ arguments: Arguments, _ index: Int) -> String? {
  bytes(arguments, index).map { String(decoding: $0, as: UTF8.self) }
}

/// A text argument's UTF-8, as long as the call lasts; nil for NULL.
private func bytes(_ arguments: Arguments, _ index: Int) -> UnsafeRawBufferPointer? {
  guard let value = arguments?[index], let bytes = sqlite3_value_text(value) else { return nil }
  return UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_value_bytes(value)))
}

private func date(_ arguments: Arguments, _ index: Int) -> PartialDate? {
  text(arguments, index).flatMap { PartialDate($0) }
}

private func give(_ text: String?, to call: OpaquePointer?) {
  guard var text else { return sqlite3_result_null(call) }
  text.withUTF8 { bytes in
    bytes.withMemoryRebound(to: CChar.self) {
      sqlite3_result_text64(
        call, $0.baseAddress, UInt64($0.count), dossier_sqlite3_transient(), UInt8(SQLITE_UTF8))
    }
  }
}

private func refuse(_ message: String, to call: OpaquePointer?) {
  sqlite3_result_error(call, ownMessagePrefix + message, -1)
}

// MARK: Scalars

private func under(_ call: OpaquePointer?, _: Int32, _ arguments: Arguments) {
  guard let entity = bytes(arguments, 0), let ancestor = bytes(arguments, 1),
    let context = context(call)
  else { return sqlite3_result_int(call, 0) }
  sqlite3_result_int(call, context.ancestry.isUnder(entity, ancestor) ? 1 : 0)
}

private func days(_ call: OpaquePointer?, _: Int32, _ arguments: Arguments) {
  guard let start = date(arguments, 0), let end = date(arguments, 1), start.isFullDay,
    end.isFullDay
  else { return sqlite3_result_null(call) }
  sqlite3_result_int64(call, Int64(end.earliest.ordinal - start.earliest.ordinal))
}

private func first(_ call: OpaquePointer?, _: Int32, _ arguments: Arguments) {
  give(date(arguments, 0)?.earliest.isoText, to: call)
}

private func last(_ call: OpaquePointer?, _: Int32, _ arguments: Arguments) {
  give(date(arguments, 0)?.latest.isoText, to: call)
}

/// Another figure's value, as a real so that a ratio of two figures is never cut to a whole.
private func figure(_ call: OpaquePointer?, _: Int32, _ arguments: Arguments) {
  guard let id = text(arguments, 0), let context = context(call),
    let reading = context.figures[id]
  else { return sqlite3_result_null(call) }
  let value =
    switch context.reading {
    case .point, .pointOrLow, .pointOrHigh: reading.point
    case .low: reading.low ?? reading.point
    case .high: reading.high ?? reading.point
    }
  guard let value else { return sqlite3_result_null(call) }
  if value.digitCount > 15, let whole = value.whole {
    sqlite3_result_int64(call, Int64(whole))
  } else {
    sqlite3_result_double(call, value.double)
  }
}

private func selected(_ call: OpaquePointer?, _: Int32, _ arguments: Arguments) {
  let row = Int(sqlite3_value_int64(arguments?[0]))
  guard let context = context(call), row >= 0, row < context.selected.count else {
    return sqlite3_result_int(call, 0)
  }
  sqlite3_result_int(call, context.selected[row] ? 1 : 0)
}

/// Notes a row of a table; none where an outer join found none.
///
/// Never NULL, so that a sum of calls makes them all.
private func holds(_ call: OpaquePointer?, _: Int32, _ arguments: Arguments) {
  let table = Int(sqlite3_value_int64(arguments?[0]))
  let row = Int(sqlite3_value_int64(arguments?[1]))
  if let context = context(call), context.held.indices.contains(table), row > 0 {
    context.held[table].insert(row)
  }
  sqlite3_result_int(call, 1)
}

/// Finds a text in linear time; SQLite's own takes the product of both lengths.
private func instr(_ call: OpaquePointer?, _: Int32, _ arguments: Arguments) {
  guard let whole = text(arguments, 0), let wanted = text(arguments, 1) else {
    return sqlite3_result_null(call)
  }
  let bytes = Array(whole.utf8)
  guard let offset = find(Array(wanted.utf8), in: bytes, from: 0) else {
    return sqlite3_result_int(call, 0)
  }
  let characters = bytes[..<offset].count { $0 & 0xC0 != 0x80 }
  sqlite3_result_int64(call, Int64(characters + 1))
}

/// Replaces a text in linear time, never growing beyond SQLite's longest value.
private func replace(_ call: OpaquePointer?, _: Int32, _ arguments: Arguments) {
  guard let whole = text(arguments, 0), let wanted = text(arguments, 1),
    let replacement = text(arguments, 2)
  else { return sqlite3_result_null(call) }
  let bytes = Array(whole.utf8)
  let pattern = Array(wanted.utf8)
  let limit = Int(sqlite3_limit(sqlite3_context_db_handle(call), SQLITE_LIMIT_LENGTH, -1))
  var result: [UInt8] = []
  var position = 0
  while !pattern.isEmpty, let found = find(pattern, in: bytes, from: position) {
    result += bytes[position..<found]
    result += replacement.utf8
    position = found + pattern.count
    if result.count > limit { return sqlite3_result_error_toobig(call) }
  }
  result += bytes[position...]
  give(String(decoding: result, as: UTF8.self), to: call)
}

private func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
  if pattern.isEmpty { return start }
  return bytes.withUnsafeBytes { haystack in
    pattern.withUnsafeBytes { needle -> Int? in
      guard let base = haystack.baseAddress, let wanted = needle.baseAddress,
        let found = dossier_find(base + start, bytes.count - start, wanted, pattern.count)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}

// MARK: Aggregates

/// The running total of an aggregate call; nil before the first value where `creating` is false.
private func total(_ call: OpaquePointer?, creating: Bool) -> DecimalTotal? {
  let size = creating ? Int32(MemoryLayout<UnsafeMutableRawPointer?>.size) : 0
  guard let memory = sqlite3_aggregate_context(call, size) else { return nil }
  let slot = memory.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
  if let existing = slot.pointee {
    return Unmanaged<DecimalTotal>.fromOpaque(existing).takeUnretainedValue()
  }
  guard creating else { return nil }
  let fresh = DecimalTotal()
  slot.pointee = Unmanaged.passRetained(fresh).toOpaque()
  return fresh
}

private func step(_ call: OpaquePointer?, _ arguments: Arguments, sign: Int) {
  guard let total = total(call, creating: true) else { return sqlite3_result_error_nomem(call) }
  let value = arguments?[0]
  switch sqlite3_value_type(value) {
  case SQLITE_NULL: break
  case SQLITE_INTEGER:
    total.add(
      ExactDecimal(significand: Int128(sqlite3_value_int64(value))), isReal: false, sign: sign)
  case SQLITE_FLOAT:
    total.add(ExactDecimal(shortest: sqlite3_value_double(value)), isReal: true, sign: sign)
  default: total.refuse("sum and avg add numbers: this value is text")
  }
}

private func addValue(_ call: OpaquePointer?, _: Int32, _ arguments: Arguments) {
  step(call, arguments, sign: 1)
}

private func removeValue(_ call: OpaquePointer?, _: Int32, _ arguments: Arguments) {
  step(call, arguments, sign: -1)
}

private func currentSum(_ call: OpaquePointer?) {
  guard let total = total(call, creating: false) else { return sqlite3_result_null(call) }
  if let problem = total.problem { return refuse(problem, to: call) }
  guard total.count > 0 else { return sqlite3_result_null(call) }
  if total.reals == 0 {
    guard let whole = total.sum.whole else {
      return refuse("a sum has at most 18 digits", to: call)
    }
    return sqlite3_result_int64(call, Int64(whole))
  }
  guard total.sum.digitCount <= 15 else { return refuse("a sum has at most 15 digits", to: call) }
  sqlite3_result_double(call, total.sum.double)
}

private func currentMean(_ call: OpaquePointer?) {
  guard let total = total(call, creating: false) else { return sqlite3_result_null(call) }
  if let problem = total.problem { return refuse(problem, to: call) }
  guard total.count > 0 else { return sqlite3_result_null(call) }
  guard let mean = total.mean else { return refuse("a mean has at most 15 digits", to: call) }
  sqlite3_result_double(call, mean.double)
}

private func finishSum(_ call: OpaquePointer?) {
  currentSum(call)
  release(call)
}

private func finishMean(_ call: OpaquePointer?) {
  currentMean(call)
  release(call)
}

private func release(_ call: OpaquePointer?) {
  guard let memory = sqlite3_aggregate_context(call, 0) else { return }
  let slot = memory.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
  guard let existing = slot.pointee else { return }
  Unmanaged<DecimalTotal>.fromOpaque(existing).release()
  slot.pointee = nil
}
