import Testing
import Wire

@Suite("Text that is UTF-8 is told from text that is not")
struct WellFormedTextTests {
  private func agrees(_ bytes: [UInt8]) -> Bool {
    let isText = String(validating: bytes, as: UTF8.self) != nil
    return (WellFormedText.firstFault(in: bytes) == nil) == isText
  }

  @Test("every two bytes, after none, one and eight others")
  func pairs() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        #expect(agrees([first, second]))
      }
    }
    for byte in UInt8.min...UInt8.max {
      #expect(agrees([byte]))
      for before in [1, 7, 8, 9, 16] {
        let letters = [UInt8](repeating: 0x61, count: before)
        #expect(agrees(letters + [byte]))
        let fault = WellFormedText.firstFault(in: letters + [byte] + letters)
        #expect(fault == (byte < 0x80 ? nil : before))
      }
    }
  }

  @Test("three and four bytes at the edges of every range")
  func edges() {
    let edges: [UInt8] = [
      0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
      0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for first in edges where first >= 0xE0 {
      for second in edges {
        for third in edges {
          #expect(agrees([first, second, third]))
          for fourth in edges where first >= 0xF0 {
            #expect(agrees([first, second, third, fourth]))
          }
        }
      }
    }
  }

  @Test("there is no fault in text, none and empty")
  func sound() {
    #expect(WellFormedText.firstFault(in: []) == nil)
    for row in 0..<7 {
      #expect(WellFormedText.firstFault(in: Array(Samples.name(row).utf8)) == nil)
    }
  }
}
