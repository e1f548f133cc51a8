// Nanoseconds for choosing between plans: the device's own costs, and what its plans cost the host. A wrong guess costs
// time, never an answer.
#pragma once

#include <cstdint>

#include "backends/backend.h"

namespace figsift {

struct CostModel {
  const FsCosts& of;
  // Two directions held against each other, a column of them: always on the host.
  double basis_product = 0.6;

  double basis(int64_t cols, int64_t width) const {
    return basis_product * static_cast<double>(width) * static_cast<double>(width) * static_cast<double>(cols);
  }
  double screen(double pairs, int64_t width) const {
    return pairs * (of.screen_pair + of.screen_column * static_cast<double>(stepped(width)));
  }
  double second_screen(double pairs, int64_t width) const {
    return pairs * (of.candidate + of.candidate_column * static_cast<double>(width));
  }
  double law(double pairs, int64_t cols) const {
    return pairs * (of.recheck + of.recheck_column * static_cast<double>(cols));
  }
  double coding(double rows, int64_t cols) const {
    return rows * (of.code_row + of.code_column * static_cast<double>(cols));
  }
  double projection(double rows, int64_t cols, int64_t width) const {
    // Basis vectors are multiplied 16 at a time, a few for the order of the rows among them.
    const int64_t vectors = (width + 8 + 15) / 16 * 16;
    return rows * of.code_product * static_cast<double>(cols) * static_cast<double>(vectors);
  }

 private:
  int64_t stepped(int64_t width) const { return (width + of.column_step - 1) / of.column_step * of.column_step; }
};

}  // namespace figsift
