// How a Hamming join of many hashes is cut into pieces, so that only hashes which nearly agree in a piece are compared.
//
// Pieces are disjoint runs of bits, each with a radius of its own, -1 for none, such that the sum of (radius + 1) over
// the pieces is R + 1 for the join's radius R. Two hashes that are farther apart than a piece's radius in every piece
// differ in at least sum of (radius + 1) = R + 1 bits. So every pair within R bits is within the radius of some piece:
// nothing is missed by looking only there.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace figsift {

struct HammingPiece {
  int32_t shift, width, radius;

  uint32_t of(uint64_t hash) const { return static_cast<uint32_t>(hash >> shift) & ((1u << width) - 1); }
};

struct HammingPlan {
  // Where each bit of a hash goes before it is cut: distances do not change, but evenly filled pieces do less work.
  std::array<uint8_t, 64> order;
  // Those with a radius; none: comparing everything is cheaper.
  std::vector<HammingPiece> pieces;
};

// right null: a self-join.
HammingPlan plan_hamming(const uint64_t* left, int64_t left_count, const uint64_t* right, int64_t right_count,
                         int32_t radius);

// The hashes with their bits in that order.
std::vector<uint64_t> reorder_bits(const uint64_t* hashes, int64_t count, const std::array<uint8_t, 64>& order);

}  // namespace figsift
