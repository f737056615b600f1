/// Where one way of doing the work gives way to another.
///
/// None of them changes an answer, only the time it takes. Tests set them low, so that small sets
/// take every way.
package struct Thresholds: Equatable, Sendable {
  /// Ranges of more points than this have a tree; up to it, scanning 32 vectors is as fast.
  package var crowd = 256
  /// A leaf of a tree holds at most this many points: four whole vectors.
  package var leaf = 32
  /// Stencils of more points than this are settled cell by cell, not row by row.
  package var stencil = 1024
  /// Of a crowd, ranges of at least so many points in one box are settled together where that can be.
  package var together = 8
  /// Of the shorter of two ranges, so many points are compared before anything cleverer is tried.
  package var trialFew = 4
  /// See ``trialFew``: of the longer range.
  package var trialMany = 64
  /// An axis that would take more cells in one stretch is cut into islands.
  package var cells = 1 << 31
  /// Grids of up to so many cells a point, occupied or not, are looked up in bits.
  package var gridCells = 16
  /// Of buckets of up to so many cells a point, occupied or not, points are sorted by counting.
  package var countedCells = 2
  /// Labels are written one by one where at most one of so many points has another than most.
  package var pointsAnException = 8
  /// Keys of more bits are sorted in two rounds.
  package var keyBits = 64

  /// Round numbers a few vectors, cache lines or pages large, not yet tuned by a benchmark.
  package init() {}
}
