import Clustering

extension DensityClustering {
  /// Works on so many threads, 0 for as many as there are processors.
  mutating func useThreads(_ count: Int) {
  }
}
