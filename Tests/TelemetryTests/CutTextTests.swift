import Telemetry
import Testing
import Tracks

@Suite("cut text")
struct CutTextTests {
  @Test("rows of columns come out up to the cut, in pieces as in whole")
  func delimited() {
    let text =
      "time,vehicle,lon,lat,note\n1600000000,a,8,47.5,\"x,\"\"y\"\"\"\n"
      + (1...9).map { "160000000\($0),a,8.\($0),47,z\n" }.joined()
    // Nothing tells a line that was cut from one that is short.
    Sturdy(
      bytes: Array(text.utf8), format: "delimited", mayEnd: { _ in true }, mayChangeLast: true
    ).check()
  }

  @Test("JSON lines come out up to the cut, which is reported unless it is between two")
  func lines() {
    let text = (1...9).map { #"{"time":160000000\#($0),"lon":8.5,"lat":47}"# + "\n" }.joined()
    let bytes = Array(text.utf8)
    Sturdy(
      bytes: bytes, format: "ndjson",
      mayEnd: { $0 > 0 && (bytes[$0 - 1] == 0x0A || bytes[$0] == 0x0A) }
    ).check()
  }

  @Test("records of a JSON array come out up to the cut, which is reported")
  func array() {
    let records = (1...9).map { #"{"time":160000000\#($0),"lon":8.5,"lat":47}"# }
    let text = "[" + records.joined(separator: ",") + "]"
    Sturdy(bytes: Array(text.utf8), format: "json").check()
  }
}
