import CSQLite

/// Functions content may call: nothing random, no clock, no file, nothing that makes blobs.
let allowedFunctions: Set<String> = [
  "abs", "avg", "coalesce", "count", "cume_dist", "days", "dense_rank", "figure", "first",
  "first_value", "glob", "group_concat", "ifnull", "iif", "instr", "lag", "last", "last_value",
  "lead", "length", "like", "likely", "lower", "ltrim", "max", "min", "nth_value", "ntile",
  "nullif", "percent_rank", "rank", "replace", "round", "row_number", "rtrim", "sign", "substr",
  "substring", "sum", "trim", "typeof", "under", "unlikely", "upper",
]

/// The function that keeps the selected rows in statements wrapped around content's own.
let selectionFunction = "dossier_selected"

/// The function that notes a row as held, in statements made of content's own.
let heldFunction = "dossier_holds"

/// Where empty copies of the tables stand, to tell a figure's own table from a subquery's.
let selectionSchema = "selection"

/// Admits SELECT, our tables' columns and a list of functions; notes what is read.
func authorize(
  _ pointer: UnsafeMutableRawPointer?, _ action: Int32, _ first: UnsafePointer<CChar>?,
  _ second: UnsafePointer<CChar>?, _ third: UnsafePointer<CChar>?, _: UnsafePointer<CChar>?
) -> Int32 {
  guard let pointer else { return SQLITE_DENY }
  let context = Unmanaged<DatabaseContext>.fromOpaque(pointer).takeUnretainedValue()
  if context.isLoading { return SQLITE_OK }
  let denial: DatabaseContext.Denial?
  switch action {
  case SQLITE_SELECT: denial = nil
  case SQLITE_READ:
    denial = context.read(
      table: first.map { String(cString: $0) } ?? "",
      column: second.map { String(cString: $0) } ?? "",
      schema: third.map { String(cString: $0) } ?? "main")
  case SQLITE_FUNCTION:
    let name = second.map { String(cString: $0).lowercased() } ?? ""
    let isOwn = name == selectionFunction || name == heldFunction
    let isAllowed = allowedFunctions.contains(name) || (context.allowsSelection && isOwn)
    denial = isAllowed ? nil : .function(name)
  case SQLITE_RECURSIVE: denial = .recursion
  default: denial = .statement
  }
  guard let denial else { return SQLITE_OK }
  if context.denial == nil { context.denial = denial }
  return SQLITE_DENY
}

extension DatabaseContext {
  /// Notes the reading of a column, or says why it may not be read.
  fileprivate func read(table: String, column: String, schema: String) -> Denial? {
    guard let known = DatabaseTable.named(table) else {
      return column.isEmpty && commonTables.contains(table.lowercased()) ? nil : .table(table)
    }
    guard schema == "main" || (schema == selectionSchema && allowsSelection) else {
      return .table("\(schema).\(table)")
    }
    if column.isEmpty || known.columns.contains(where: { $0.name == column }) {
      accesses.insert(Access(schema: schema, table: known.name, column: column))
      return nil
    }
    return column == "ROWID" && allowsSelection ? nil : .column("rowid")
  }
}
