#ifndef DWELL_BYTE_MASKS_H
#define DWELL_BYTE_MASKS_H

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Which of the 64 bytes at `bytes` are `wanted`: bit i of the answer stands for byte i.
///
/// In C because Swift has no word for the instruction that gathers the top bits of a vector's lanes.
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

#endif
