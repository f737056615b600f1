/// An idea of the detector that can be left out, to measure what it contributes.
package enum DetectionIdea: String, CaseIterable, Sendable {
  /// Orbits are cut where their place or size changes.
  case changePoints
  /// Points far from the curve weigh little in its fit.
  case robustFit
  /// An orbit whose middle moves on is drifting.
  case driftTest
  /// Long legs that move sideways steadily are a survey.
  case surveyRule
  /// A reported course says which way round a sharp turn went.
  case reportedCourses
  /// Fixes that jump away and come back are left out.
  case excursions
  /// Lobes turned alternately left and right are an orbit.
  case eights
  /// Fixes that come faster than the path can bend are drawn together.
  case thinning
}
