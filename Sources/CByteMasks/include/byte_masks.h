#ifndef DWELL_BYTE_MASKS_H
#define DWELL_BYTE_MASKS_H

#include <stddef.h>
#include <stdint.h>

#include "decimals.h"
#include "marks.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Where the `count` bytes at `sought` first stand among the `size` bytes at `bytes`; NULL where they do not.
///
/// In C because `memmem` is hidden from Swift.
const void *dwell_find(const void *bytes, size_t size, const void *sought, size_t count);

// In C because Swift has no word for the instruction that gathers the top bits of a vector's lanes.

/// Which of the 64 bytes at `bytes` are `wanted`: bit i of the answer stands for byte i.
static inline uint64_t dwell_bytes_equal(const uint8_t *bytes, uint8_t wanted) {
  uint64_t mask = 0;
#if defined(__SSE2__)
  const __m128i pattern = _mm_set1_epi8((char)wanted);
  for (int quarter = 0; quarter < 4; quarter++) {
    const __m128i piece = _mm_loadu_si128((const __m128i *)(bytes + 16 * quarter));
    const uint64_t found = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(piece, pattern));
    mask |= found << (16 * quarter);
  }
#else
  for (int i = 0; i < 64; i++) mask |= (uint64_t)(bytes[i] == wanted) << i;
#endif
  return mask;
}

/// Which of the 16 bytes at `bytes` end a plain text: `stop`, `escape`, `other`, a control character, or
/// a byte of a character beyond ASCII.
static inline uint32_t dwell_text_stops(
    const uint8_t *bytes, uint8_t stop, uint8_t escape, uint8_t other) {
#if defined(__SSE2__)
  const __m128i piece = _mm_loadu_si128((const __m128i *)bytes);
  const __m128i stops = _mm_cmpeq_epi8(piece, _mm_set1_epi8((char)stop));
  const __m128i escapes = _mm_cmpeq_epi8(piece, _mm_set1_epi8((char)escape));
  // As signed numbers those beyond ASCII are below the blank, too.
  const __m128i odd = _mm_cmplt_epi8(piece, _mm_set1_epi8(0x20));
  const __m128i others = _mm_cmpeq_epi8(piece, _mm_set1_epi8((char)other));
  return (uint32_t)_mm_movemask_epi8(
      _mm_or_si128(_mm_or_si128(stops, escapes), _mm_or_si128(odd, others)));
#else
  uint32_t mask = 0;
  for (int i = 0; i < 16; i++) {
    const uint8_t byte = bytes[i];
    const int odd = byte < 0x20 || byte > 0x7F;
    mask |= (uint32_t)(byte == stop || byte == escape || byte == other || odd) << i;
  }
  return mask;
#endif
}

/// Which of the 32 bytes at `bytes` are digits, in the low half of the answer, and which are full
/// stops, in the high half.
static inline uint64_t dwell_digits_and_stops(const uint8_t *bytes) {
  uint64_t digits = 0, stops = 0;
#if defined(__SSE2__)
  for (int half = 0; half < 2; half++) {
    const __m128i piece = _mm_loadu_si128((const __m128i *)(bytes + 16 * half));
    // Digits are the ten lowest signed numbers once '0' is −128.
    const __m128i moved = _mm_add_epi8(piece, _mm_set1_epi8((char)(0x80 - 0x30)));
    const __m128i low = _mm_cmplt_epi8(moved, _mm_set1_epi8(-118));
    const __m128i full = _mm_cmpeq_epi8(piece, _mm_set1_epi8('.'));
    digits |= (uint64_t)(uint32_t)_mm_movemask_epi8(low) << (16 * half);
    stops |= (uint64_t)(uint32_t)_mm_movemask_epi8(full) << (16 * half);
  }
#else
  for (int i = 0; i < 32; i++) {
    digits |= (uint64_t)(bytes[i] >= '0' && bytes[i] <= '9') << i;
    stops |= (uint64_t)(bytes[i] == '.') << i;
  }
#endif
  return digits | stops << 32;
}

#endif
