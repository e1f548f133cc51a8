#include "algorithms/similarity_join.h"

#include <algorithm>  // std::min
#include <vector>     // survivors

#include "algorithms/engine.h"
#include "core/status.h"

namespace figsift {
namespace {

struct Survivors {
  std::vector<uint32_t> left, right;

  FsPairSink sink() {
    return {this, [](void* context, const uint32_t* left_rows, const uint32_t* right_rows, size_t count) -> int32_t {
              auto& self = *static_cast<Survivors*>(context);
              self.left.insert(self.left.end(), left_rows, left_rows + count);
              self.right.insert(self.right.end(), right_rows, right_rows + count);
              return 0;
            }};
  }
};

}  // namespace

FsStatus similarity_join(const FsBackend& backend, const FsCall& call, PairList<double>& out, const FsRows& a,
                         const FsRows* b, double min_cosine, int64_t tile) {
  Engine left(backend), other(backend);
  FsStatus status = left.create(call, a, 0);
  if (status.code != FS_OK) return status;
  if (b != nullptr) {
    status = other.create(call, *b, 1);
    if (status.code != FS_OK) return status;
  }
  FsEngine* const right = b == nullptr ? left.get() : other.get();
  const int64_t right_rows = b == nullptr ? a.rows : b->rows;

  // A batch of tiles goes to the device at once, enough for its threads; at worst every pair of it survives.
  const size_t batch = static_cast<size_t>(std::clamp(call.threads, 1, 16));
  const int64_t bands = (a.rows + tile - 1) / tile;
  Survivors survivors;
  std::vector<double> cosines;
  for (int64_t band = 0; band < bands; ++band) {
    const int64_t begin = band * tile, end = std::min(begin + tile, a.rows);
    int64_t next = b == nullptr ? begin : 0;
    while (next < right_rows) {
      std::vector<FsTile> tiles;
      for (; next < right_rows && tiles.size() < batch; next += tile) {
        tiles.push_back({begin, end, next, std::min(next + tile, right_rows)});
      }
      survivors.left.clear();
      survivors.right.clear();
      status = backend.screen(&call, survivors.sink(), left.get(), right, tiles.data(), tiles.size(), min_cosine);
      if (status.code != FS_OK) return status;
      cosines.resize(survivors.left.size());
      status = backend.cosine_pairs(&call, cosines.data(), left.get(), right, survivors.left.data(),
                                    survivors.right.data(), cosines.size());
      if (status.code != FS_OK) return status;
      for (size_t i = 0; i < cosines.size(); ++i) {
        if (cosines[i] >= min_cosine) out.add(survivors.left[i], survivors.right[i], cosines[i]);
      }
    }
    status = out.close_band(call, begin, end);
    if (status.code != FS_OK) return status;
    // In a self-join the work left after band i shrinks with the square of the rows left.
    const int64_t rest = a.rows - end;
    report_progress(call, b == nullptr ? a.rows * a.rows / 2 - rest * rest / 2 : end * right_rows,
                    b == nullptr ? a.rows * a.rows / 2 : a.rows * right_rows);
  }
  return out.finish();
}

}  // namespace figsift
