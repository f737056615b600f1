import CByteMasks

/// Columns of plain decimal numbers, such as `-39.8502677`.
package enum PlainNumbers {
  /// Appends a column of cells as numbers: NaN for those that are empty and those less plain, which may
  /// still be numbers.
  ///
  /// Where the processor has the instructions, the sixteen bytes that end with a cell are read at once;
  /// elsewhere each cell is read by ``quickNumber(_:_:point:)``. Both give the nearest double.
  ///
  /// - Parameters:
  ///   - point: The decimal point.
  ///   - isWide: Whether the sixteen bytes are read at once.
  /// - Returns: How many cells are neither empty nor plain.
  package static func append(
    _ bytes: Span<UInt8>, _ cells: [Cell], point: UInt8, isWide: Bool = runsWide,
    to values: inout [Double]
  ) -> Int {
    var left = 0
    values.append(addingCapacity: cells.count) { values in
      if isWide {
        left = readWide(bytes, cells, point, to: &values)
      } else {
        for cell in cells {
          let value = quickNumber(bytes, cell, point: point)
          if value == nil && !cell.isEmpty { left += 1 }
          values.append(value ?? .nan)
        }
      }
    }
    return left
  }

  /// Whether the processor reads sixteen bytes at once.
  package static let runsWide = dwell_reads_decimals()

  private static func readWide(
    _ bytes: Span<UInt8>, _ cells: [Cell], _ point: UInt8, to values: inout OutputSpan<Double>
  ) -> Int {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe cells.withUnsafeBytes { cells in
        unsafe values.withUnsafeMutableBufferPointer { space, written in
          // SAFETY: a cell is two integers, its start and its end, which lie within the bytes; there is
          // room for as many values as there are cells.
          guard let base = bytes.baseAddress, let target = space.baseAddress,
            let bounds = unsafe cells.baseAddress?.assumingMemoryBound(to: Int.self)
          else { return 0 }
          let count = cells.count / MemoryLayout<Cell>.stride
          let left = unsafe dwell_read_decimals(base, bounds, count, point, target + written)
          written += count
          return left
        }
      }
    }
  }
}
