// A small generator with a fixed seed: the same plan for the same rows.
#pragma once

#include <cmath>
#include <cstdint>

namespace figsift {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  // SplitMix64
  uint64_t next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  int64_t below(int64_t count) { return static_cast<int64_t>(next() % static_cast<uint64_t>(count)); }
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  // Sum of uniforms: near enough to normal for a direction.
  double normal() { return (uniform() + uniform() + uniform() + uniform() - 2.0) * 1.7320508; }

 private:
  uint64_t state_;
};

}  // namespace figsift
