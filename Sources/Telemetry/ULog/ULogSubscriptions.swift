/// The subscriptions of a ULog file by their numbers, in no more room than the numbers that are taken.
struct ULogSubscriptions {
  private var taken: [ULogSubscription?] = []
  /// The place in ``taken`` of each number, −1 for none.
  private var places: [Int32] = []

  /// The subscription of a number, 0 and more; nil where there is none.
  subscript(number: Int) -> ULogSubscription? {
    get {
      guard number < places.count, places[number] >= 0 else { return nil }
      return taken[Int(places[number])]
    }
    set {
      if number < places.count, places[number] >= 0 {
        taken[Int(places[number])] = newValue
      } else if let newValue {
        if number >= places.count {
          places.append(contentsOf: repeatElement(-1, count: number + 1 - places.count))
        }
        places[number] = Int32(taken.count)
        taken.append(newValue)
      }
    }
  }
}
