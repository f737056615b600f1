internal import CPROJ
import Tracks

/// A grid of heights over longitude and latitude, read by PROJ: a geoid model or a terrain.
///
/// PROJ's vertical shift reads its own grids (`.gtx`, the GeoTIFF grids of PROJ-data) and any other GeoTIFF of
/// one band in degrees, whatever its number type, block by block with a cache, bilinearly between the
/// nodes, void nodes left out. So terrain needs no library beside the one that is there already, and
/// large files are never held whole. A `.gtx` cannot hold terrain: PROJ takes what is above 1,000 m in it
/// for void, as nothing is in a geoid model.
@safe final class HeightGrid {
  private let context: ProjContext
  private let shift: OpaquePointer

  /// Opens a grid: the path of a file, or the name of one on PROJ's search path.
  ///
  /// - Parameters:
  ///   - option: That names the grid, for the message.
  ///   - purpose: What the grid is needed for, for the message.
  /// - Throws: No input, by name, when PROJ finds no such grid or cannot read it.
  init(
    _ name: String, option: String, for purpose: String, context: ProjContext
  ) throws(DwellError) {
    self.context = context
    // To PROJ '@' before a name, or the name 'null', mean that no grid at all will do: a difference of 0.
    guard !name.isEmpty, name != "null", !name.hasPrefix("@"), !name.contains(",") else {
      throw DwellError(
        .usage,
        "\(option) '\(name)': names no one grid: give a file whose name has neither '@' in front nor commas"
      )
    }
    _ = context.takeComplaint()
    // Quoted, since paths hold blanks and commas.
    let quoted = name.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"")
    let words = "+proj=vgridshift +grids=\"\(quoted)\" +multiplier=1"
    guard let created = unsafe proj_create(context.handle, words) else {
      var complaint = context.takeComplaint()
      if complaint.hasSuffix(".") { complaint.removeLast() }
      throw DwellError(
        .noInput,
        "\(option) \(name): PROJ cannot read this grid, which \(purpose)"
          + "\(complaint.isEmpty ? "" : " (\(complaint))"). "
          + "Give a GeoTIFF in degrees, for a geoid also a .gtx file, or install PROJ's grids (package proj-data)."
      )
    }
    unsafe shift = created
  }

  deinit { unsafe proj_destroy(shift) }

  /// The grid's height at a position; nil outside it, and where it is void.
  func height(at place: Position) -> Double? {
    let rad = Double.pi / 180
    let point = unsafe proj_trans(
      shift, PJ_FWD, proj_coord(place.longitude * rad, place.latitude * rad, 0, 0))
    // One point that fails leaves an error number behind that must not fail the next call.
    if unsafe proj_errno(shift) != 0 { unsafe proj_errno_reset(shift) }
    let height = unsafe point.xyz.z
    return height.isFinite ? height : nil
  }
}
