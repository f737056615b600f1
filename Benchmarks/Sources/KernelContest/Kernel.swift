/// One kernel, as one set of instructions or as the plain loop.
public struct Kernel: Sendable {
  /// What it finds out.
  public enum Question: String, CaseIterable, Sendable {
    /// How many points are within the radius; all are looked at.
    case count
    /// What the points within the radius weigh together; all are looked at.
    case weigh
    /// Whether any point is within the radius, where none is.
    case any
    /// How near the nearest point is.
    case nearest
    /// The least and greatest value of a column.
    case bounds
    /// The cell of each point on a grid.
    case cells
  }

  /// What it finds out.
  public let question: Question
  /// `loop`, or the set of instructions: `baseline`, `avx2`, `avx512`.
  public let set: String
  /// Answers the question of so many points, with a number that all sets agree on.
  public let answer: @Sendable (KernelColumns, Int) -> Double
}
