/// What the items of an EG 0104 universal set mean, by their 16-byte keys.
enum UniversalKey {
  /// An item that fixes carry.
  enum Meaning {
    /// Microseconds since 1970, eight bytes.
    case time
    /// A number as IEEE 754 writes it, in four or eight bytes.
    case quantity(KLVQuantity)
    /// Text.
    case text(KLVText)
    /// An ST 0102 local set within.
    case securitySet
    /// An ST 0102 universal set within.
    case universalSecuritySet
    /// The classification itself, as text.
    case classification
  }

  /// The first half of a key with its eighth byte, the version of the registry, set to 0.
  static func head(_ bytes: Span<UInt8>, _ start: Int) -> UInt64 {
    bytes.bigEndian(start, 8) & ~0xFF
  }

  /// The meaning of an item; nil when fixes carry nothing of it.
  ///
  /// Keys differ by the version of the registry that a writer knows (byte 8), so that is not compared.
  /// Source: EG 0104.5, and the columns "US Key" of ST 0601.12, section 8.
  static func meaning(head: UInt64, tail: UInt64) -> Meaning? {
    switch head {
    case 0x060E_2B34_0101_0100: element(tail)
    case 0x060E_2B34_0203_0100 where tail == 0x0E01_0303_0200_0000: .securitySet
    case 0x060E_2B34_0201_0100 where tail == 0x0208_0200_0000_0000: .universalSecuritySet
    default: nil
    }
  }

  private static func element(_ tail: UInt64) -> Meaning? {
    switch tail {
    case 0x0702_0101_0105_0000: .time
    case 0x0105_0500_0000_0000: .text(.mission)
    case 0x0101_2001_0000_0000: .text(.designation)
    case 0x0420_0102_0101_0000: .text(.sensor)
    case 0x0208_0201_0000_0000: .classification
    case 0x0701_1001_0600_0000: .quantity(.heading)
    case 0x0701_1001_0500_0000: .quantity(.pitchFull)
    case 0x0701_1001_0400_0000: .quantity(.rollFull)
    case 0x0701_0201_0204_0200: .quantity(.latitude)
    case 0x0701_0201_0206_0200: .quantity(.longitude)
    case 0x0701_0201_0202_0000: .quantity(.altitude)
    case 0x0420_0201_0108_0000: .quantity(.horizontalView)
    case 0x0420_0201_010A_0100: .quantity(.verticalView)
    case 0x0701_0801_0100_0000: .quantity(.slantRange)
    case 0x0701_0902_0100_0000: .quantity(.targetWidth)
    case 0x0701_0201_0302_0000: .quantity(.frameLatitude)
    case 0x0701_0201_0304_0000: .quantity(.frameLongitude)
    case 0x0701_0201_0316_0000: .quantity(.frameElevation)
    case 0x0701_0201_0307_0100: .quantity(.corner1)
    case 0x0701_0201_030B_0100: .quantity(.corner2)
    case 0x0701_0201_0308_0100: .quantity(.corner3)
    case 0x0701_0201_030C_0100: .quantity(.corner4)
    case 0x0701_0201_0309_0100: .quantity(.corner5)
    case 0x0701_0201_030D_0100: .quantity(.corner6)
    case 0x0701_0201_030A_0100: .quantity(.corner7)
    case 0x0701_0201_030E_0100: .quantity(.corner8)
    default: nil
    }
  }
}
