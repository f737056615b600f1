#ifndef DWELL_DECIMALS_H
#define DWELL_DECIMALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether ``dwell_read_decimals`` runs on this processor: on x86-64 it needs AVX2.
bool dwell_reads_decimals(void);

/// Reads cells that hold plain decimal numbers, such as `-39.8502677`, of up to 16 characters beside the
/// sign: each value is the double nearest to what is written, to the bit.
///
/// - `bytes`: where the cells lie; nothing before the first and behind the last byte of a cell's sixteen
///   is read.
/// - `cells`: two numbers a cell, where it starts and where it ends; one of no length is empty.
/// - `point`: the decimal point.
/// - `values`: takes a value for each cell, NaN for empty ones and those that are not plain.
///
/// Returns how many are not empty and not plain; they may still be numbers.
size_t dwell_read_decimals(
    const uint8_t *bytes, const intptr_t *cells, size_t count, uint8_t point, double *values);

#endif
