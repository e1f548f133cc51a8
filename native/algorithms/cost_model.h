// Nanoseconds of one thread, for choosing between plans. Ratios are what counts; they were measured on Zen 4 with
// AVX-512 and differ little elsewhere. A wrong guess costs time, never an answer.
#pragma once

#include <cstdint>

namespace figsift {

struct CostModel {
  double screen_pair = 0.025;      // a pair's share of starting and testing a screen
  double screen_column = 0.0046;   // a pair and column of it
  double candidate = 40;           // a pair let through, listed and looked up
  double candidate_column = 0.04;  // and multiplied again over a wider prefix
  double recheck = 120;            // a pair computed by the law, with rows from memory
  double recheck_column = 0.25;
  double code_row = 100;  // a row read, measured and coded
  double code_column = 0.3;
  double code_product = 0.02;  // a row, a column of it and a basis vector

  double basis_product = 0.6;  // two directions held against each other, a column of them

  double basis(int64_t cols, int64_t width) const {
    return basis_product * static_cast<double>(width) * static_cast<double>(width) * static_cast<double>(cols);
  }
  double screen(double pairs, int64_t width) const {
    return pairs * (screen_pair + screen_column * static_cast<double>(width));
  }
  double second_screen(double pairs, int64_t width) const {
    return pairs * (candidate + candidate_column * static_cast<double>(width));
  }
  double law(double pairs, int64_t cols) const {
    return pairs * (recheck + recheck_column * static_cast<double>(cols));
  }
  double coding(double rows, int64_t cols) const { return rows * (code_row + code_column * static_cast<double>(cols)); }
  double projection(double rows, int64_t cols, int64_t width) const {
    // Basis vectors are multiplied 16 at a time, a few for the order of the rows among them.
    const int64_t vectors = (width + 8 + 15) / 16 * 16;
    return rows * code_product * static_cast<double>(cols) * static_cast<double>(vectors);
  }
};

}  // namespace figsift
