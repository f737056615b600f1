import Foundation
import Simulation
import TestSupport
import Testing

@Suite("numbers that are the same everywhere")
struct PortableTests {
  @Test("sine and cosine agree with the C library's to 1e-13")
  func sines() {
    var random = SplitMix(seed: 3)
    for turns in [0, 0.125, 0.25, 0.5, -0.75, 1, 1e6]
      + (0..<2000).map({ _ in random.uniform(-9, 9) })
    {
      let (sine, cosine) = PortableMath.sineCosine(turns: turns)
      let radians = (turns - turns.rounded()) * 2 * Double.pi
      #expect(abs(sine - sin(radians)) < 1e-13)
      #expect(abs(cosine - cos(radians)) < 1e-13)
    }
  }

  @Test("directions agree with the C library's to 1e-10 turns, all round")
  func directions() {
    for step in 0..<3600 {
      let radians = (Double(step) / 3600 - 0.5 + 1e-5) * 2 * Double.pi
      let (x, y) = (7 * cos(radians), 7 * sin(radians))
      #expect(abs(PortableMath.direction(x, y) - atan2(y, x) / (2 * .pi)) < 1e-10)
    }
    #expect(PortableMath.direction(0, 0) == 0)
    #expect(PortableMath.bearing(east: 1, north: 0) == 90)
    #expect(PortableMath.bearing(east: -1, north: 0) == 270)
    #expect(PortableMath.bearing(east: 0, north: -1) == 180)
  }

  @Test("the generator gives the published numbers of xoshiro256**")
  func generator() {
    var random = SeededRandom(state: (1, 2, 3, 4))
    #expect(
      (0..<4).map { _ in random.next() } == [11520, 0, 1_509_978_240, 1_215_971_899_390_074_240])
  }

  @Test("normal deviates have mean 0 and variance 1, uniform ones stay in their range")
  func deviates() {
    var random = SeededRandom(seed: 9, stream: 2)
    let values = (0..<40_000).map { _ in random.normal() }
    let mean = values.reduce(0, +) / 40_000
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40_000
    #expect(abs(mean) < 0.02)
    #expect(abs(variance - 1) < 0.03)
    #expect((0..<10_000).allSatisfy { _ in (2..<3).contains(random.uniform(2, 3)) })
    #expect(Set((0..<1000).map { _ in random.below(5) }) == [0, 1, 2, 3, 4])
  }
}
