internal import Foundation

/// A queue between two threads that holds at most so many elements: a full one makes the writer wait.
final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
  // SAFETY of `@unchecked`: every access to the two variables is made with `condition` locked.
  private let condition = NSCondition()
  private var elements: [Element] = []
  private var isClosed = false
  private let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  /// Appends an element, waiting for room; false when the reader has closed the queue.
  func push(_ element: consuming Element) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while elements.count >= capacity, !isClosed { condition.wait() }
    guard !isClosed else { return false }
    elements.append(element)
    condition.broadcast()
    return true
  }

  /// Takes the oldest element, waiting for one; nil when the queue is closed and empty.
  func pop() -> Element? {
    condition.lock()
    defer { condition.unlock() }
    while elements.isEmpty, !isClosed { condition.wait() }
    guard !elements.isEmpty else { return nil }
    let element = elements.removeFirst()
    condition.broadcast()
    return element
  }

  /// No more will come, or no more will be taken.
  func close() {
    condition.lock()
    defer { condition.unlock() }
    isClosed = true
    condition.broadcast()
  }
}
