public import Tracks

/// Reads tables from bytes: who decodes Arrow for this module, which imports nothing sideways.
public protocol TableReader: AnyObject {
  /// The rows of the next record batch; nil at the proven end.
  func next() throws(DwellError) -> Table?
}

/// Makes a reader of tables of an open source; the closure is told, in one line each, what is left out.
public typealias TableOpener =
  @Sendable (_ source: any ByteSource, _ warn: @escaping (String) -> Void) -> any TableReader
