/// Where the element stands that a sink of XML or JSON is told of: by a parser, or by what reads plain
/// elements past it.
struct ElementPlace {
  /// Where the plain element begins, in bytes from the start of the file; nil while the parser tells.
  var plain: Int?
  /// Where the piece begins that the parser counts from.
  var pieceStart = 0
  /// The bytes from there to what the parser tells of.
  var inPiece: () -> Int = { 0 }

  /// The same for a message.
  var row: RowPlace { .byte(plain ?? pieceStart + inPiece()) }
}
