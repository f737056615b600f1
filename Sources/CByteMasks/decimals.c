#include "decimals.h"

// In C because Swift has no words for a byte shuffle and for products of bytes that are added in pairs.

#if defined(__x86_64__)
#include <immintrin.h>

bool dwell_reads_decimals(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
}

// Sixteen bytes from `16 - n` on keep the last n lanes.
static const uint8_t kept[32] = {
    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
};

// Row p takes lane p out: those before it move up by one, and 0 comes first. Row 16 takes none.
#define UP(i, p) ((i) > (p) ? (i) : (i) == 0 ? 0x80 : (i) - 1)
#define WITHOUT(p)                                                                          \
  {                                                                                         \
    UP(0, p), UP(1, p), UP(2, p), UP(3, p), UP(4, p), UP(5, p), UP(6, p), UP(7, p), UP(8, p), \
        UP(9, p), UP(10, p), UP(11, p), UP(12, p), UP(13, p), UP(14, p), UP(15, p)          \
  }
static const uint8_t without[17][16] = {
    WITHOUT(0),  WITHOUT(1),  WITHOUT(2),  WITHOUT(3),  WITHOUT(4),  WITHOUT(5),
    WITHOUT(6),  WITHOUT(7),  WITHOUT(8),  WITHOUT(9),  WITHOUT(10), WITHOUT(11),
    WITHOUT(12), WITHOUT(13), WITHOUT(14), WITHOUT(15), {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
};

// What the digits are over when the point is lane p.
static const double over[17] = {1e15, 1e14, 1e13, 1e12, 1e11, 1e10, 1e9, 1e8, 1e7,
                                1e6,  1e5,  1e4,  1e3,  1e2,  1e1,  1e0, 1e0};

__attribute__((target("avx2,bmi"))) static size_t read_decimals_avx2(
    const uint8_t *bytes, const intptr_t *cells, size_t count, uint8_t point, double *values) {
  const __m128i points = _mm_set1_epi8((char)point);
  const __m128i zero = _mm_set1_epi8('0');
  const __m128i nine = _mm_set1_epi8(9);
  const __m128i ones = _mm_set1_epi16(0x010A);
  const __m128i hundreds = _mm_set1_epi32(0x00010064);
  const __m128i myriads = _mm_set1_epi32(0x00012710);
  size_t left = 0;
  for (size_t i = 0; i < count; i++) {
    const intptr_t start = cells[2 * i], end = cells[2 * i + 1];
    values[i] = __builtin_nan("");
    if (start >= end) continue;
    left++;
    const uint64_t sign = bytes[start] == '-';
    const uint64_t length = (uint64_t)(end - start) - sign;
    if (length - 1 >= 16 || end < 16) continue;
    const __m128i piece = _mm_loadu_si128((const __m128i *)(bytes + end - 16));
    const __m128i mask = _mm_loadu_si128((const __m128i *)(kept + length));
    const __m128i found = _mm_and_si128(_mm_cmpeq_epi8(piece, points), mask);
    const uint32_t place = __builtin_ctz((uint32_t)_mm_movemask_epi8(found) | 0x10000);
    const __m128i digits = _mm_shuffle_epi8(
        _mm_and_si128(_mm_sub_epi8(piece, zero), mask),
        _mm_loadu_si128((const __m128i *)without[place]));
    // A point alone is no number; another point and all other characters are no digits.
    const __m128i sound = _mm_cmpeq_epi8(_mm_max_epu8(digits, nine), nine);
    if (_mm_movemask_epi8(sound) != 0xFFFF || (length == 1 && place == 15)) continue;
    const __m128i pairs = _mm_maddubs_epi16(digits, ones);
    const __m128i fours = _mm_madd_epi16(pairs, hundreds);
    const __m128i eights = _mm_madd_epi16(_mm_packus_epi32(fours, fours), myriads);
    const uint64_t halves = (uint64_t)_mm_cvtsi128_si64(eights);
    const uint64_t whole = (halves & 0xFFFFFFFF) * 100000000 + (halves >> 32);
    // Both are exact doubles, so that one division rounds to the nearest (Clinger 1990).
    if (whole > (uint64_t)1 << 53) continue;
    const double value = (double)(int64_t)whole / over[place];
    values[i] = sign ? -value : value;
    left--;
  }
  return left;
}

size_t dwell_read_decimals(
    const uint8_t *bytes, const intptr_t *cells, size_t count, uint8_t point, double *values) {
  return read_decimals_avx2(bytes, cells, count, point, values);
}

#else

bool dwell_reads_decimals(void) { return false; }

size_t dwell_read_decimals(
    const uint8_t *bytes, const intptr_t *cells, size_t count, uint8_t point, double *values) {
  (void)bytes, (void)cells, (void)point;
  for (size_t i = 0; i < count; i++) values[i] = __builtin_nan("");
  return count;
}

#endif
