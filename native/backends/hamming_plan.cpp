#include "backends/hamming_plan.h"

#include <algorithm>  // std::min, std::sort
#include <bit>        // std::popcount
#include <cmath>      // std::abs
#include <numeric>    // std::iota

namespace figsift {
namespace {

using Order = std::array<uint8_t, 64>;

// Wider pieces need more than 2^16 buckets, narrower ones fill theirs.
constexpr int32_t kMinPieces = 4, kMaxPieces = 8;
constexpr int64_t kSample = int64_t{1} << 16;
// In comparisons of large tiles, measured: one in a bucket, and one look at a bucket.
constexpr double kPairCost = 1.5, kVisitCost = 100;

std::vector<uint64_t> sample_of(const uint64_t* hashes, int64_t count) {
  const int64_t size = std::min(count, kSample);
  std::vector<uint64_t> sample(static_cast<size_t>(size));
  for (int64_t i = 0; i < size; ++i) {
    sample[static_cast<size_t>(i)] =
        hashes[static_cast<int64_t>(static_cast<double>(i) * static_cast<double>(count) / static_cast<double>(size))];
  }
  return sample;
}

// How often each value of a piece occurs, transformed by Walsh and Hadamard.
std::vector<double> spectrum_of(const HammingPiece& piece, const std::vector<uint64_t>& hashes) {
  std::vector<double> values(size_t{1} << piece.width, 0.0);
  for (const uint64_t hash : hashes) ++values[piece.of(hash)];
  for (size_t half = 1; half < values.size(); half *= 2) {
    for (size_t block = 0; block < values.size(); block += 2 * half) {
      for (size_t i = block; i < block + half; ++i) {
        const double a = values[i], b = values[i + half];
        values[i] = a + b;
        values[i + half] = a - b;
      }
    }
  }
  return values;
}

double binomial(int32_t n, int32_t k) {
  double value = 1;
  for (int32_t i = 0; i < k; ++i) value = value * (n - i) / (i + 1);
  return k > n ? 0 : value;
}

// pairs[d]: ordered pairs of (a, b) that differ in d bits of the piece. The numbers of values at each distance are a
// correlation, hence a product of spectra; MacWilliams' identity sums it by weight with Krawtchouk polynomials.
std::vector<double> pairs_by_distance(const HammingPiece& piece, const std::vector<uint64_t>& a,
                                      const std::vector<uint64_t>* b) {
  const std::vector<double> first = spectrum_of(piece, a);
  const std::vector<double> second = b == nullptr ? first : spectrum_of(piece, *b);
  const int32_t width = piece.width;
  std::vector<double> energy(static_cast<size_t>(width) + 1, 0.0), pairs(static_cast<size_t>(width) + 1, 0.0);
  for (size_t x = 0; x < first.size(); ++x) energy[static_cast<size_t>(std::popcount(x))] += first[x] * second[x];
  for (int32_t d = 0; d <= width; ++d) {
    for (int32_t j = 0; j <= width; ++j) {
      double krawtchouk = 0;
      for (int32_t i = 0; i <= std::min(d, j); ++i) {
        krawtchouk += (i % 2 == 0 ? 1 : -1) * binomial(j, i) * binomial(width - j, d - i);
      }
      pairs[static_cast<size_t>(d)] += energy[static_cast<size_t>(j)] * krawtchouk;
    }
    pairs[static_cast<size_t>(d)] /= static_cast<double>(first.size());
  }
  return pairs;
}

struct Inputs {
  std::vector<uint64_t> left, right;  // samples
  bool is_self;
  double left_count, right_count, all;  // of the join
};

// costs[r + 1]: of the piece with radius r; r = -1 costs nothing.
std::vector<double> costs_of(const HammingPiece& piece, const Inputs& in) {
  std::vector<double> pairs = pairs_by_distance(piece, in.left, in.is_self ? nullptr : &in.right);
  const auto size = static_cast<double>(in.left.size());
  // Nothing is compared with itself; what rounding leaves below zero is zero.
  if (in.is_self) pairs[0] = std::max(0.0, pairs[0] - size);
  const double sampled = in.is_self ? size * (size - 1) : size * static_cast<double>(in.right.size());
  const double occupied = std::min(in.left_count, static_cast<double>(int64_t{1} << piece.width));
  std::vector<double> costs = {0.0};
  double near = 0, visits = 0;
  for (int32_t d = 0; d <= piece.width; ++d) {
    near += std::max(0.0, pairs[static_cast<size_t>(d)]);
    visits += binomial(piece.width, d);
    const double looks = in.is_self ? (visits + 1) / 2 : visits;
    costs.push_back(kPairCost * near / sampled * in.all + kVisitCost * occupied * looks + in.left_count);
  }
  return costs;
}

// Gives radius + 1 units to the pieces, each where it costs least.
double share_out(std::vector<HammingPiece>& pieces, const Inputs& in, int32_t radius) {
  std::vector<std::vector<double>> costs;
  for (const HammingPiece& piece : pieces) costs.push_back(costs_of(piece, in));
  double total = 0;
  for (int32_t unit = 0; unit <= radius; ++unit) {
    size_t best = pieces.size();
    double least = in.all;
    for (size_t p = 0; p < pieces.size(); ++p) {
      const auto next = static_cast<size_t>(pieces[p].radius + 2);
      if (next >= costs[p].size()) continue;
      const double more = costs[p][next] - costs[p][next - 1];
      if (more < least) {
        least = more;
        best = p;
      }
    }
    if (best == pieces.size()) return in.all;
    ++pieces[best].radius;
    total += least;
  }
  return total;
}

// As they are; dealt in turn, so that neighbours, which often go together, part; and dealt by how undecided they are,
// so that no piece gets all the bits that hardly change.
std::vector<Order> orders_of(const std::vector<uint64_t>& sample, int32_t count) {
  std::array<int32_t, 64> by_place, by_balance;
  std::iota(by_place.begin(), by_place.end(), 0);
  by_balance = by_place;
  std::array<double, 64> ones = {};
  for (const uint64_t hash : sample) {
    for (size_t b = 0; b < 64; ++b) ones[b] += static_cast<double>(hash >> b & 1);
  }
  const auto imbalance = [&](int32_t b) {
    return std::abs(ones[static_cast<size_t>(b)] - static_cast<double>(sample.size()) / 2);
  };
  std::sort(by_balance.begin(), by_balance.end(),
            [&](int32_t a, int32_t b) { return imbalance(a) != imbalance(b) ? imbalance(a) < imbalance(b) : a < b; });
  const auto dealt = [&](const std::array<int32_t, 64>& cards) {
    Order order;
    uint8_t place = 0;
    for (int32_t p = 0; p < count; ++p) {
      for (int32_t i = p; i < 64; i += count) order[static_cast<size_t>(cards[static_cast<size_t>(i)])] = place++;
    }
    return order;
  };
  Order same;
  std::iota(same.begin(), same.end(), uint8_t{0});
  return {same, dealt(by_place), dealt(by_balance)};
}

std::vector<HammingPiece> cut(int32_t count) {
  std::vector<HammingPiece> pieces;
  int32_t begin = 0;
  for (int32_t p = 0; p < count; ++p) {
    // As `dealt` deals: the first ones get one more.
    const int32_t width = 64 / count + (p < 64 % count ? 1 : 0);
    pieces.push_back({begin, width, -1});
    begin += width;
  }
  return pieces;
}

}  // namespace

std::vector<uint64_t> reorder_bits(const uint64_t* hashes, int64_t count, const std::array<uint8_t, 64>& order) {
  std::vector<std::array<uint64_t, 256>> table(8);
  for (size_t byte = 0; byte < 8; ++byte) {
    for (size_t value = 0; value < 256; ++value) {
      uint64_t bits = 0;
      for (size_t b = 0; b < 8; ++b) bits |= static_cast<uint64_t>(value >> b & 1) << order[8 * byte + b];
      table[byte][value] = bits;
    }
  }
  std::vector<uint64_t> out(static_cast<size_t>(count));
  for (int64_t i = 0; i < count; ++i) {
    uint64_t bits = 0;
    for (size_t byte = 0; byte < 8; ++byte) bits |= table[byte][hashes[i] >> (8 * byte) & 255];
    out[static_cast<size_t>(i)] = bits;
  }
  return out;
}

HammingPlan plan_hamming(const uint64_t* left, int64_t left_count, const uint64_t* right, int64_t right_count,
                         int32_t radius) {
  Inputs in;
  in.is_self = right == nullptr;
  in.left_count = static_cast<double>(left_count);
  in.right_count = in.is_self ? in.left_count : static_cast<double>(right_count);
  in.all = in.left_count * in.right_count / (in.is_self ? 2 : 1);
  const std::vector<uint64_t> left_sample = sample_of(left, left_count);
  const std::vector<uint64_t> right_sample = in.is_self ? left_sample : sample_of(right, right_count);
  HammingPlan best = {orders_of(left_sample, 1)[0], {}};
  double least = in.all;
  for (int32_t count = kMinPieces; count <= kMaxPieces; ++count) {
    for (const Order& order : orders_of(left_sample, count)) {
      in.left = reorder_bits(left_sample.data(), static_cast<int64_t>(left_sample.size()), order);
      in.right = reorder_bits(right_sample.data(), static_cast<int64_t>(right_sample.size()), order);
      std::vector<HammingPiece> pieces = cut(count);
      const double cost = share_out(pieces, in, radius);
      if (cost >= least) continue;
      least = cost;
      std::erase_if(pieces, [](const HammingPiece& piece) { return piece.radius < 0; });
      best = {order, pieces};
    }
  }
  return best;
}

}  // namespace figsift
