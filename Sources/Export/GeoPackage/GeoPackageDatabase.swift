import struct Foundation.Data
import GRDB
package import Tracks

/// The SQLite file behind a GeoPackage while it is written: one transaction, no journal, since
/// nobody sees the file before it is whole.
///
/// The only place that knows GRDB. Errors name the file that the user asked for, not this one.
final class GeoPackageDatabase {
  private let queue: DatabaseQueue
  private let name: String

  /// Opens an empty file and begins the transaction.
  init(path: String, name: String) throws(DwellError) {
    self.name = name
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    configuration.foreignKeysEnabled = false
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      self.queue = queue
      try queue.writeWithoutTransaction { database in
        try database.execute(
          sql: """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA cache_size = -65536;
            PRAGMA application_id = \(GeoPackageTables.applicationId);
            PRAGMA user_version = \(GeoPackageTables.userVersion);
            """)
        try database.beginTransaction(.immediate)
      }
    } catch {
      throw writingFailed(error, name: name)
    }
  }

  /// Runs one statement.
  func execute(_ sql: String, _ values: [Value] = []) throws(DwellError) {
    do {
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: sql, arguments: StatementArguments(values))
      }
    } catch {
      throw writingFailed(error, name: name)
    }
  }

  /// The integer that a query gives.
  func integer(_ sql: String) throws(DwellError) -> Int? {
    do {
      return try queue.writeWithoutTransaction { try Int.fetchOne($0, sql: sql) }
    } catch {
      throw writingFailed(error, name: name)
    }
  }

  /// Runs one statement for each of `count` rows of values.
  ///
  /// One entry into the database's queue and one compiled statement a batch: an entry a row costs
  /// more than the row.
  func insert(
    _ sql: String, count: Int, values: (Int) throws(DwellError) -> [Value]
  ) throws(DwellError) {
    do {
      try queue.writeWithoutTransaction { database in
        let statement = try database.cachedStatement(sql: sql)
        for row in 0..<count {
          statement.setUncheckedArguments(StatementArguments(try values(row)))
          try statement.execute()
        }
      }
    } catch {
      throw writingFailed(error, name: name)
    }
  }

  /// Commits and closes.
  func close() throws(DwellError) {
    do {
      try queue.writeWithoutTransaction { try $0.commit() }
      try queue.close()
    } catch {
      throw writingFailed(error, name: name)
    }
  }

  /// A value to be stored.
  struct Value: DatabaseValueConvertible {
    let databaseValue: DatabaseValue

    static let null = Value(databaseValue: .null)

    init(databaseValue: DatabaseValue) { self.databaseValue = databaseValue }
    init(_ value: Int64) { databaseValue = value.databaseValue }
    init(_ value: Double) { databaseValue = value.databaseValue }
    init(_ value: String) { databaseValue = value.databaseValue }
    init(_ bytes: [UInt8]) { databaseValue = Data(bytes).databaseValue }

    static func fromDatabaseValue(_ databaseValue: DatabaseValue) -> Value? {
      Value(databaseValue: databaseValue)
    }
  }
}

/// Our error for one of SQLite's: its words, without the values of any row.
package func writingFailed(_ error: any Error, name: String) -> DwellError {
  if let error = error as? DwellError { return error }
  guard let error = error as? DatabaseError else {
    return DwellError(.inputOutput, "\(name): cannot be written: \(error)")
  }
  let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
  let isOurs =
    error.resultCode == .SQLITE_ERROR || error.resultCode == .SQLITE_CONSTRAINT
    || error.resultCode == .SQLITE_MISUSE
  return DwellError(
    isOurs ? .bug : .inputOutput, "\(name): cannot be written: \(reason)")
}
