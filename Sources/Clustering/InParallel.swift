internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The number of processors that are there to be worked on.
let processorCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

/// Does `tasks` pieces of work on up to `threads` threads; returns when all are done.
///
/// Whoever is free takes the next piece, in order. One thread means the caller's own, and no queue.
func inParallel(_ tasks: Int, threads: Int, _ work: (Int) -> Void) {
  guard threads > 1 && tasks > 1 else {
    for task in 0..<tasks { work(task) }
    return
  }
  let next = Atomic(0)
  withoutActuallyEscaping(work) { work in
    let shared = Shared(work: work)
    DispatchQueue.concurrentPerform(iterations: min(threads, tasks)) { _ in
      while true {
        let task = next.add(1, ordering: .relaxed).oldValue
        guard task < tasks else { return }
        shared.work(task)
      }
    }
  }
}

/// Work that several threads call at once: the pieces of it touch no memory in common but to read it,
/// which is the promise of whoever wrote it.
private struct Shared: @unchecked Sendable {
  let work: (Int) -> Void
}

/// The piece `part` of `parts` nearly equal ones of `0 ..< count`.
func share(_ part: Int, of parts: Int, _ count: Int) -> Range<Int> {
  let whole = count / parts, rest = count % parts
  let first = part * whole + min(part, rest)
  return first..<first + whole + (part < rest ? 1 : 0)
}
