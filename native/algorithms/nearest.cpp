#include "algorithms/nearest.h"

#include <algorithm>   // std::clamp, std::nth_element
#include <functional>  // std::greater
#include <limits>      // NaN
#include <mutex>

#include "algorithms/best_list.h"
#include "algorithms/bound.h"
#include "algorithms/operand.h"
#include "algorithms/plan.h"
#include "core/parallel.h"
#include "core/status.h"

namespace figsift {
namespace {

constexpr size_t kLocks = 256;
constexpr double kNoFloor = -2.0;

class Search {
 public:
  Search(const FsBackend& backend, const FsCall& call, uint32_t* indices, double* cosines, const FsRows& queries,
         const FsRows& corpus, const NearestSettings& settings)
      : backend_(backend),
        call_(call),
        indices_(indices),
        cosines_(cosines),
        k_(settings.k),
        settings_(settings),
        queries_(backend, queries),
        corpus_(backend, corpus),
        locks_(kLocks),
        scratch_(static_cast<size_t>(call.threads)) {}

  FsStatus run() {
    const FsRows& q = queries_.rows();
    const FsRows& c = corpus_.rows();
    if (q.rows == 0) return ok();
    sample_ = take_sample(c, nullptr, std::clamp<int64_t>(8 * k_, 1024, 8192));
    sample_floors(0, std::min<int64_t>(q.rows, 256));
    plan_ = make_plan(backend_, call_, {q, &c, planning_cosine(), settings_.forced_widths, false});
    if (is_cancelled(call_)) return fail(FS_CANCELLED);
    const bool is_screened = plan_.is_screened();
    if (!is_screened) {
      plan_.offset.assign(4, 0.0f);
      plan_.width[0] = plan_.width[1] = 4;
    }
    FsStatus status = queries_.encode(call_, plan_, 0);
    if (status.code == FS_OK) status = corpus_.encode(call_, plan_, 1);
    if (status.code != FS_OK) return status;
    queries_.keep_twins();
    corpus_.keep_twins();
    if (is_screened) {
      status = queries_.arrange(call_);
      if (status.code == FS_OK) status = corpus_.arrange(call_);
      if (status.code != FS_OK) return status;
      set_balance();
    }
    // A zero query has cosine 0 with everything.
    for (const uint32_t row : queries_.zero_rows) {
      for (int64_t n = 0; n < k_; ++n) put(row, n, {0.0, static_cast<uint32_t>(n)});
    }
    const int64_t chunk = std::clamp<int64_t>((int64_t{1} << 23) / k_, 256, 16384);
    for (int64_t begin = 0; begin < queries_.positions(); begin += chunk) {
      const int64_t end = std::min(begin + chunk, queries_.positions());
      begin_chunk(begin, end);
      status = is_screened ? screen_chunk(begin, end) : compare_chunk(begin, end);
      if (status.code != FS_OK) return status;
      finish_chunk(begin, end);
      report_progress(call_, end, queries_.positions());
    }
    return ok();
  }

 private:
  struct Scratch {
    std::vector<uint32_t> left, right;
    std::vector<double> floors, cosines;
  };

  // A cosine that at least k corpus rows reach, for each of query rows [begin, end): k-th best of the sample in float32,
  // less its error (docs/numerics.md#nearest).
  void sample_floors(int64_t begin, int64_t end) {
    const FsRows& q = queries_.rows();
    const int64_t d = q.cols, count = end - begin, sampled = sample_.rows;
    sample_floors_.assign(static_cast<size_t>(count), kNoFloor);
    guesses_.clear();
    if (sampled < k_) return;
    const int64_t size = d * (q.dtype == FS_FLOAT16 ? 2 : 4);
    const FsRows some = {static_cast<const char*>(q.data) + begin * size, count, d, q.dtype};
    std::vector<float> scores(static_cast<size_t>(count * sampled));
    backend_.project(&call_, scores.data(), &some, sample_.unit.data(), sampled);
    const double error = projection_error(d, 1, 1e-6, false) + law_error(d);
    // Where among the sample the corpus' k-th would be expected.
    const int64_t place = std::clamp<int64_t>(k_ * sampled / corpus_.rows().rows, 1, k_);
    guesses_.resize(static_cast<size_t>(count));
    parallel_for(call_, count, [&](int64_t i, int) {
      const auto first = scores.begin() + i * sampled;
      std::nth_element(first, first + (k_ - 1), first + sampled, std::greater<float>());
      sample_floors_[static_cast<size_t>(i)] = static_cast<double>(first[k_ - 1]) - error;
      std::nth_element(first, first + (place - 1), first + k_, std::greater<float>());
      guesses_[static_cast<size_t>(i)] = first[place - 1];
    });
  }

  double planning_cosine() {
    if (guesses_.empty()) return -0.5;
    const auto middle = guesses_.begin() + static_cast<ptrdiff_t>(guesses_.size() / 2);
    std::nth_element(guesses_.begin(), middle, guesses_.end());
    return std::clamp(static_cast<double>(*middle), -0.99, 1.0);
  }

  void set_balance() {
    const double reach = code_reach(planning_cosine(), corpus_.rows().cols, plan_.excess);
    for (int stage = 0; stage < stages(); ++stage) {
      std::vector<float> residuals = corpus_.residual[stage];
      const auto middle = residuals.begin() + static_cast<ptrdiff_t>(residuals.size() / 2);
      std::nth_element(residuals.begin(), middle, residuals.end());
      const double typical = static_cast<double>(*middle) + plan_.residual_margin;
      balance_[stage] = std::clamp(typical / (reach + typical), 1e-4, 1.0);
      corpus_starts_[stage].resize(corpus_.order.size());
      for (size_t p = 0; p < corpus_.order.size(); ++p) {
        const uint32_t row = corpus_.order[p];
        corpus_starts_[stage][p] =
            corpus_start(static_cast<double>(corpus_.residual[stage][row]) + plan_.residual_margin, plan_.scale,
                         corpus_.code_square[stage][row], balance_[stage]);
      }
      query_starts_[stage].resize(queries_.order.size());
    }
  }

  int stages() const { return plan_.width[0] == plan_.width[1] ? 1 : 2; }

  void begin_chunk(int64_t begin, int64_t end) {
    const auto count = static_cast<size_t>(end - begin);
    heaps_.resize(count * static_cast<size_t>(k_));
    lists_.clear();
    for (size_t n = 0; n < count; ++n) lists_.push_back({heaps_.data() + n * static_cast<size_t>(k_)});
    first_ = begin;
    floors_.assign(count, kNoFloor);
    const auto zeros = std::min<size_t>(corpus_.zero_rows.size(), static_cast<size_t>(k_));
    for (BestList& list : lists_) {
      for (size_t z = 0; z < zeros; ++z) list.offer({0.0, corpus_.zero_rows[z]}, k_);
    }
  }

  FsStatus screen_chunk(int64_t begin, int64_t end) {
    // Samples are compared with rows, and zero rows lie between the positions.
    const int64_t first_row = queries_.order[static_cast<size_t>(begin)];
    std::vector<double> of_rows;
    constexpr int64_t kRows = 4096;
    const int64_t last_row = queries_.order[static_cast<size_t>(end - 1)] + int64_t{1};
    for (int64_t row = first_row; row < last_row; row += kRows) {
      if (is_cancelled(call_)) return fail(FS_CANCELLED);
      sample_floors(row, std::min(row + kRows, last_row));
      of_rows.insert(of_rows.end(), sample_floors_.begin(), sample_floors_.end());
    }
    for (int64_t p = begin; p < end; ++p) {
      floors_[static_cast<size_t>(p - begin)] =
          of_rows[static_cast<size_t>(queries_.order[static_cast<size_t>(p)] - first_row)];
    }
    const FsScreenSide left = {queries_.engine(), {query_starts_[0].data(), query_starts_[1].data()}, 0};
    const FsScreenSide right = {corpus_.engine(), {corpus_starts_[0].data(), corpus_starts_[1].data()}, 1};
    FsScreenStats stats = {};
    // Each stretch of the corpus raises the floors for the next, which is twice as long.
    const int64_t m = corpus_.positions();
    for (int64_t from = 0, to = 0; from < m; from = to) {
      to = std::min(m, from == 0 ? std::max<int64_t>(2 * sample_.rows, 1024) : 2 * from);
      for (int64_t p = begin; p < end; ++p) {
        const BestList& list = lists_[static_cast<size_t>(p - begin)];
        const uint32_t row = queries_.order[static_cast<size_t>(p)];
        double& floor = floors_[static_cast<size_t>(p - begin)];
        if (list.size == k_) floor = std::max(floor, list.heap[0].cosine);
        const double reach = code_reach(floor, corpus_.rows().cols, plan_.excess);
        for (int stage = 0; stage < stages(); ++stage) {
          query_starts_[stage][static_cast<size_t>(p)] =
              query_start(reach, static_cast<double>(queries_.residual[stage][row]) + plan_.residual_margin,
                          plan_.scale, queries_.code_square[stage][row], balance_[stage]);
        }
      }
      const FsStatus status = screen_tile({begin, end, from, to}, &stats, &left, &right);
      if (status.code != FS_OK) return status;
    }
    return ok();
  }

  FsStatus screen_tile(const FsTile& tile, FsScreenStats* stats, const FsScreenSide* left, const FsScreenSide* right) {
    if (backend_.screen_cosines != nullptr) {
      const FsCosineSink sink = {this,
                                 [](void* context, int32_t, const uint32_t* l, const uint32_t* r, const double* cosines,
                                    size_t count) -> int32_t {
                                   static_cast<Search*>(context)->take(l, r, cosines, count);
                                   return FS_OK;
                                 }};
      return backend_.screen_cosines(&call_, sink, stats, left, right, &tile, 1, floors_.data(), first_, 0);
    }
    const FsSurvivorSink sink = {
        this, [](void* context, int32_t worker, const uint32_t* l, const uint32_t* r, size_t count) -> int32_t {
          return static_cast<Search*>(context)->offer(worker, l, r, count);
        }};
    return backend_.screen(&call_, sink, stats, left, right, &tile, 1);
  }

  int32_t offer(int32_t worker, const uint32_t* left, const uint32_t* right, size_t count) {
    Scratch& mine = scratch_[static_cast<size_t>(worker)];
    mine.left.resize(count);
    mine.right.resize(count);
    mine.floors.resize(count);
    mine.cosines.resize(count);
    for (size_t i = 0; i < count; ++i) {
      mine.left[i] = queries_.order[left[i]];
      mine.right[i] = corpus_.order[right[i]];
      mine.floors[i] = estimate_floor(floors_[static_cast<size_t>(left[i] - first_)], corpus_.rows().cols);
    }
    const FsCall alone = {call_.cancel, 1, nullptr};
    const FsStatus status = backend_.cosine_pairs(&alone, mine.cosines.data(), queries_.engine(), corpus_.engine(),
                                                  mine.left.data(), mine.right.data(), mine.floors.data(), count);
    if (status.code != FS_OK) return status.code;
    take(left, right, mine.cosines.data(), count);
    return FS_OK;
  }

  void take(const uint32_t* left, const uint32_t* right, const double* cosines, size_t count) {
    for (size_t i = 0; i < count; ++i) {
      const int64_t query = left[i] - first_;
      // Not among the best, or no number: of rows that somebody overwrites during the call.
      if (!(cosines[i] >= floors_[static_cast<size_t>(query)])) continue;
      std::lock_guard lock(locks_[static_cast<size_t>(query) % kLocks]);
      lists_[static_cast<size_t>(query)].offer({cosines[i], corpus_.order[right[i]]}, k_);
    }
  }

  FsStatus compare_chunk(int64_t begin, int64_t end) {
    return parallel_for(call_, end - begin, [&](int64_t n, int worker) {
      const auto p = static_cast<uint32_t>(begin + n);
      constexpr int64_t kStep = 4096;
      std::vector<uint32_t> left(kStep, p), right(kStep);
      for (int64_t from = 0; from < corpus_.positions() && !is_cancelled(call_); from += kStep) {
        const int64_t count = std::min(kStep, corpus_.positions() - from);
        for (int64_t j = 0; j < count; ++j) right[static_cast<size_t>(j)] = static_cast<uint32_t>(from + j);
        offer(worker, left.data(), right.data(), static_cast<size_t>(count));
      }
    });
  }

  void finish_chunk(int64_t begin, int64_t end) {
    for (int64_t p = begin; p < end; ++p) {
      BestList& list = lists_[static_cast<size_t>(p - begin)];
      std::sort(list.heap, list.heap + list.size, is_better);
      const uint32_t row = queries_.order[static_cast<size_t>(p)];
      for (int64_t n = 0; n < k_; ++n) {
        // Too short only if somebody overwrote rows during the call.
        put(row, n, n < list.size ? list.heap[n] : Neighbour{std::numeric_limits<double>::quiet_NaN(), 0});
      }
    }
  }

  void put(uint32_t row, int64_t place, Neighbour neighbour) {
    indices_[row * k_ + place] = neighbour.index;
    cosines_[row * k_ + place] = neighbour.cosine;
  }

  const FsBackend& backend_;
  const FsCall& call_;
  uint32_t* const indices_;
  double* const cosines_;
  const int64_t k_;
  const NearestSettings& settings_;
  Operand queries_, corpus_;
  Sample sample_;
  Plan plan_;
  double balance_[2] = {1, 1};
  std::vector<int32_t> query_starts_[2], corpus_starts_[2];
  std::vector<double> sample_floors_;
  std::vector<float> guesses_;
  // Of the chunk of queries at hand.
  int64_t first_ = 0;
  std::vector<double> floors_;  // cosines that k corpus rows reach
  std::vector<Neighbour> heaps_;
  std::vector<BestList> lists_;
  std::vector<std::mutex> locks_;
  std::vector<Scratch> scratch_;
};

}  // namespace

FsStatus nearest(const FsBackend& backend, const FsCall& call, uint32_t* indices, double* cosines,
                 const FsRows& queries, const FsRows& corpus, const NearestSettings& settings) {
  return Search(backend, call, indices, cosines, queries, corpus, settings).run();
}

}  // namespace figsift
