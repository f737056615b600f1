import Foundation
import Telemetry
import Testing
import Tracks

@Suite("every format of the registry")
struct RegistryTests {
  private static let names = DamageSample.all.keys.sorted()

  private func sample(_ name: String) throws -> DamageSample {
    try #require(DamageSample.all[name])
  }

  @Test("has a sample here, or is refused with what to do, or decoded elsewhere")
  func complete() {
    let known = DamageSample.refused.union(Self.names).union(["arrow"])
    #expect(Set(Format.all.map(\.name)) == known)
  }

  @Test("skips a damaged record, counts it by its reason, and reads on", arguments: names)
  func skips(_ name: String) throws {
    let sample = try sample(name)
    let sound = Reading(sample.sound) { $0.format = name }
    #expect(sound.error == nil && sound.count == 5)
    let damaged = Reading(sample.damaged) { $0.format = name }
    #expect(damaged.error == nil)
    var left = sound.orderedRows
    left.remove(at: 2)
    #expect(damaged.orderedRows == left)
    let reasons = damaged.tally.names.filter { $0 != "rows" } + damaged.repairs.names
    #expect(!reasons.isEmpty, "what was skipped is counted")
  }

  @Test("strict stops at the damage, and says the file and the byte", arguments: names)
  func strict(_ name: String) throws {
    let sample = try sample(name)
    let reading = Reading(sample.damaged, name: "f.x") {
      $0.format = name
      $0.isStrict = true
    }
    // Without a date the fixes of ULog wait for the end.
    #expect(reading.count == (name == "ulog" ? 0 : 2))
    let message = try #require(reading.error?.message)
    #expect(message.hasPrefix("f.x:"))
    let byte = try #require(
      message.firstMatch(of: #/byte (\d+): /#).flatMap { Int($0.1) }, "\(message)")
    #expect(sample.record.contains(byte), "\(message): not in \(sample.record)")
  }

  @Test("cut at any byte gives the fixes before the cut, and no others", arguments: names)
  func cut(_ name: String) throws {
    let sample = try sample(name)
    Seeds.keep(sample.damaged, of: name)
    // Where a file may end, and what a cut line may tell, differ: the tests of each format say it.
    var sturdy = Sturdy(bytes: sample.sound, format: name, mayChangeLast: true)
    sturdy.mayEnd = { _ in true }
    sturdy.isRecognised = false
    sturdy.check()
  }

  @Test(
    "is read packed as it is plain, and of cut packed data what comes before the cut",
    arguments: names, Packer.allCases)
  func packed(_ name: String, packer: Packer) throws {
    let folder = try Folder()
    let bytes = try sample(name).sound
    let rows = Reading(bytes) { $0.format = name }.orderedRows
    let data = try Array(folder.packed(Data(bytes), by: packer))
    #expect(Reading(data, name: "memory." + packer.ending).orderedRows == rows)
    let cut = Reading(Array(data.dropLast(data.count / 3)), name: "memory." + packer.ending) {
      $0.format = name
    }
    #expect(cut.error != nil)
    #expect(rows.starts(with: cut.orderedRows.dropLast()))
  }
}
