// One matrix made ready for screens: coded, byte-identical rows collapsed, zero rows left out, rows in an order.
#pragma once

#include <cstdint>
#include <vector>

#include "algorithms/engine.h"
#include "algorithms/plan.h"
#include "algorithms/tile_order.h"
#include "backends/backend.h"

namespace figsift {

// Rows that equal `row` byte for byte.
struct Twin {
  uint32_t row, twin;
};

class Operand {
 public:
  Operand(const FsBackend& backend, const FsRows& rows) : backend_(backend), rows_(rows), engine_(backend) {}

  // Codes every row. FS_NON_FINITE is reported under operand `number`.
  FsStatus encode(const FsCall& call, const Plan& plan, int64_t number);

  // Finds twins and zero rows; positions take the others in the order of rows.
  FsStatus collapse(const FsCall& call);

  // Positions take all rows but zero rows.
  void keep_twins();

  // Puts positions in an order in which whole tiles of `edge` lie apart, where that pays. A second operand follows the
  // choice of the first.
  void order_rows(const FsCall& call, const Plan& plan, int64_t edge, const Operand* first);

  // Hands the order to the device.
  FsStatus arrange(const FsCall& call) {
    return backend_.engine_arrange(&call, engine_.get(), order.data(), positions());
  }

  FsEngine* engine() const { return engine_.get(); }
  int64_t positions() const { return static_cast<int64_t>(order.size()); }
  const FsRows& rows() const { return rows_; }

  // Rows equal to `row`, itself not among them.
  struct Range {
    const Twin *first, *last;
    const Twin* begin() const { return first; }
    const Twin* end() const { return last; }
    int64_t size() const { return last - first; }
  };
  Range twins_of(uint32_t row) const;

  std::vector<uint32_t> order;      // [positions]: rows
  std::vector<uint32_t> zero_rows;  // increasing
  std::vector<Twin> twins;          // by row, then twin; row < twin
  TileBoxes boxes;                  // empty where the rows are in no such order
  // Of each row, per stage: what bound.h needs.
  std::vector<float> residual[2];
  std::vector<int32_t> code_square[2];

 private:
  const FsBackend& backend_;
  const FsRows rows_;
  Engine engine_;
  std::vector<uint64_t> digests_;
  std::vector<bool> is_zero_;
  std::vector<float> leading_;  // [rows, plan.leading]
};

// The constant of every position for one threshold and stage.
std::vector<int32_t> join_starts(const Operand& operand, const Plan& plan, double min_cosine, int stage);

}  // namespace figsift
