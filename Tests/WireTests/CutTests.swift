import Testing
import Tracks
import Wire

@Suite("A pipe that was cut never passes for a whole one")
struct CutTests {
  /// Three kinds in batches; small, so that every byte can be tried.
  static let tables = [
    Samples.table(.points, rows: 3), Samples.table(.points, rows: 2, first: 3),
    Samples.table(.crossings, rows: 2), Samples.table(.points, rows: 1),
  ]

  @Test("cut at any byte, it is an error that says so", arguments: WireForm.allCases)
  func everyByte(_ form: WireForm) throws {
    let bytes = try form.bytes(Self.tables)
    #expect(complaint(bytes, as: form) == nil)
    // The line's end after the trailer proves nothing.
    for count in 0..<(form == .lines ? bytes.count - 1 : bytes.count) {
      let told = complaint(Array(bytes.prefix(count)), as: form)
      if told != cutMessage {
        Issue.record("cut at \(count) of \(bytes.count): \(told ?? "no error")")
      }
    }
  }

  @Test("cut between two messages, the batches before are given and then the error")
  func everyBoundary() throws {
    let sink = PieceSink()
    let writer = WireWriter(sink, settings: [], version: "1")
    for table in Self.tables { try writer.write(table) }
    try writer.finish(Trailer())
    for count in sink.pieces.indices {
      let reader = WireReader(
        MemorySource(Array(sink.pieces.prefix(count).joined()), name: "standard input"))
      var given: [Table] = []
      let error = #expect(throws: DwellError.self) {
        while let table = try reader.next() { given.append(table) }
      }
      #expect(error == DwellError(.badData, cutMessage))
      #expect(given.flatMap(transcript) == Self.tables.prefix(given.count).flatMap(transcript))
      // Whoever asks again gets the same answer, not an end.
      #expect(throws: DwellError(.badData, cutMessage)) { try reader.next() }
    }
  }

  @Test("without the trailer, whole streams are not a whole pipe", arguments: WireForm.allCases)
  func noTrailer(_ form: WireForm) throws {
    let bytes = try form.bytes(Self.tables, trailer: nil)
    #expect(complaint(bytes, as: form) == cutMessage)
    if form == .arrow {
      #expect(complaint(bytes + [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]) == cutMessage)
    }
  }

  @Test("a trailer that says the run failed is an error", arguments: WireForm.allCases)
  func failed(_ form: WireForm) throws {
    let bytes = try form.bytes(Self.tables, trailer: Trailer(status: "killed"))
    #expect(
      complaint(bytes, as: form)
        == "standard input: the stage before it ended with status 'killed'; "
        + "its output is not complete")
  }

  @Test("a second run after the trailer is an error", arguments: WireForm.allCases)
  func twoRuns(_ form: WireForm) throws {
    let bytes = try form.bytes(Self.tables)
    let told = try #require(complaint(bytes + bytes, as: form))
    #expect(told.hasSuffix("more follows the trailer: a pipe carries one run"), "\(told)")
  }

  @Test("input from elsewhere needs no trailer, but its end marker")
  func foreign() throws {
    var bytes = try WireForm.arrow.bytes([Samples.table(.points, rows: 3)], trailer: nil)
    // Another key in the metadata makes the stream someone else's.
    let key = Array("dwell.kind".utf8)
    let place = try #require(
      (0..<bytes.count - key.count).first { Array(bytes[$0..<$0 + key.count]) == key })
    bytes.replaceSubrange(place..<place + key.count, with: "other.kind".utf8)
    let end: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]
    #expect(complaint(bytes + end) == nil)
    #expect(
      complaint(bytes)
        == "standard input ends at byte \(bytes.count), before its Arrow end-of-stream marker: "
        + "it was cut, or its writer not closed; it is not complete")
    let reader = WireReader(MemorySource(bytes + end))
    #expect(try reader.next()?.kind == .points)
    #expect(try reader.next() == nil)
    #expect(reader.isForeign && reader.trailer == nil && reader.version == "1.2.3")
    for count in 0..<bytes.count + end.count
    where complaint(Array((bytes + end).prefix(count))) == nil {
      Issue.record("cut at \(count), it passes for whole")
    }
  }
}
