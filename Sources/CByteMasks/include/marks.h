#ifndef DWELL_MARKS_H
#define DWELL_MARKS_H

#include <stddef.h>
#include <stdint.h>

/// How wide the vectors are in which marks are looked for: 0 are those that every processor of the
/// architecture has, 1 those of AVX2, 2 those of AVX-512 with VBMI2.
int dwell_widest_marks(void);

/// Finds line feeds, `delimiter` and quotes in `blocks` times 64 bytes.
///
/// - `feeds`: a word for each block, whose bit i stands for byte i.
/// - `parts`: the same for delimiters and line feeds.
/// - `quotes`: the same for quotes.
/// - `width`: up to ``dwell_widest_marks``.
///
/// Returns 0 where there is no quote.
uint64_t dwell_find_marks(
    const uint8_t *bytes, size_t blocks, uint8_t delimiter, uint64_t *feeds, uint64_t *parts,
    uint64_t *quotes, int width);

/// Lists the places of bits, `first` for bit 0 of the first word.
///
/// - `ends`: takes the places of `parts` from index 1 on; there is room for 16 more than there are bits.
/// - `row_ends`: takes the index into `ends` behind each place that is in `feeds`, too.
/// - `rows`: takes how many these are.
void dwell_list_marks(
    const uint64_t *parts, const uint64_t *feeds, size_t blocks, int32_t first, int32_t *ends,
    int32_t *row_ends, size_t *rows, int width);

#endif
