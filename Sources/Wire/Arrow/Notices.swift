/// Passes on what a user should know of the input, each thing once.
final class Notices {
  private let say: (String) -> Void
  private var said: Set<String> = []

  /// Notices that go to `say`.
  init(_ say: @escaping (String) -> Void) { self.say = say }

  /// Says a thing unless it was said before.
  func once(_ text: String) {
    if said.insert(text).inserted { say(text) }
  }
}
