import Foundation

/// Arrays in files that NumPy reads and writes (`.npy`, format 1.0), little-endian.
public enum PointFile {
  /// What is wrong with a file.
  public struct Failure: Error, CustomStringConvertible {
    /// In one line.
    public let description: String
  }

  /// Writes points as an *n* × 2 array of 64-bit floats, row after row.
  public static func write(_ points: PlanarPoints, to path: String) throws {
    var file = try open(path, shape: "(\(points.count), 2)", type: "<f8")
    defer { try? file.close() }
    for start in stride(from: 0, to: points.count, by: 1 << 20) {
      let rows = start..<min(start + 1 << 20, points.count)
      var block = [Double](repeating: 0, count: 2 * rows.count)
      for (i, row) in rows.enumerated() {
        block[2 * i] = points.x[row]
        block[2 * i + 1] = points.y[row]
      }
      try append(block, to: &file)
    }
  }

  /// Writes a column.
  public static func write(_ labels: [Int32], to path: String) throws {
    var file = try open(path, shape: "(\(labels.count),)", type: "<i4")
    defer { try? file.close() }
    try append(labels, to: &file)
  }

  /// Reads an *n* × 2 array of 64-bit floats into columns.
  public static func read(_ path: String) throws -> PlanarPoints {
    let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    guard data.count >= 10, data.prefix(8) == Data([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    else { throw Failure(description: "\(path): no array of NumPy's format 1.0") }
    let start = 10 + Int(data[8]) + Int(data[9]) << 8
    let header = String(decoding: data[10..<start], as: UTF8.self)
    guard header.contains("'<f8'"), header.contains("'fortran_order': False"),
      header.contains(", 2)")
    else { throw Failure(description: "\(path): not n x 2 64-bit floats: \(header)") }
    return data.withUnsafeBytes { bytes in
      let count = (bytes.count - start) / 16
      func column(_ offset: Int) -> [Double] {
        [Double](unsafeUninitializedCapacity: count) { values, written in
          for i in 0..<count {
            values[i] = bytes.loadUnaligned(
              fromByteOffset: start + 16 * i + offset, as: Double.self)
          }
          written = count
        }
      }
      var points = PlanarPoints()
      points.x = column(0)
      points.y = column(8)
      return points
    }
  }

  private static func open(_ path: String, shape: String, type: String) throws -> FileHandle {
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    // Magic, version, length and header together are whole cache lines, and end with a newline.
    header += String(repeating: " ", count: (64 - (header.utf8.count + 11) % 64) % 64) + "\n"
    var bytes = Data([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    bytes.append(contentsOf: [UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8)])
    bytes.append(contentsOf: header.utf8)
    guard FileManager.default.createFile(atPath: path, contents: bytes) else {
      throw Failure(description: "\(path): cannot be written")
    }
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.seekToEnd()
    return file
  }

  private static func append<T>(_ values: [T], to file: inout FileHandle) throws {
    try values.withUnsafeBytes { try file.write(contentsOf: Data($0)) }
  }
}
