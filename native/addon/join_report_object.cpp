#include "addon/join_report_object.h"

namespace figsift {
namespace {

Napi::Object stage_object(Napi::Env env, int64_t width, int64_t pairs, int64_t candidates, int64_t nanoseconds,
                          double share) {
  const Napi::Object out = Napi::Object::New(env);
  out.Set("width", static_cast<double>(width));
  out.Set("pairs", static_cast<double>(pairs));
  out.Set("candidates", static_cast<double>(candidates));
  out.Set("ms", static_cast<double>(nanoseconds) * 1e-6);
  out.Set("expectedShare", share);
  return out;
}

}  // namespace

Napi::Object report_object(Napi::Env env, const JoinReport& report) {
  const Napi::Object out = Napi::Object::New(env);
  const FsScreenStats& screens = report.screens;
  const Napi::Array stages = Napi::Array::New(env);
  const int count = report.width[0] == 0 ? 0 : report.width[0] == report.width[1] ? 1 : 2;
  for (int n = 0; n < count; ++n) {
    stages.Set(static_cast<uint32_t>(n),
               stage_object(env, report.width[n], screens.pairs[n], screens.survivors[n],
                            screens.nanoseconds[n] / report.threads, report.expected_share[n]));
  }
  out.Set("screens", stages);
  // Without a screen the calling thread times all threads together.
  const int64_t recheck = count == 0 ? report.recheck_nanoseconds : report.recheck_nanoseconds / report.threads;
  out.Set("recheck", stage_object(env, 0, report.rechecked, report.found, recheck, 1));
  out.Set("basis", report.basis);
  out.Set("scale", report.scale);
  out.Set("expectedMs", report.expected_milliseconds);
  out.Set("planMs", static_cast<double>(report.plan_nanoseconds) * 1e-6);
  out.Set("codingMs", static_cast<double>(report.coding_nanoseconds) * 1e-6);
  out.Set("totalMs", static_cast<double>(report.total_nanoseconds) * 1e-6);
  out.Set("tiles", static_cast<double>(report.tiles));
  out.Set("tilesSkipped", static_cast<double>(report.tiles_skipped));
  out.Set("rowsCollapsed", static_cast<double>(report.rows_collapsed));
  out.Set("zeroRows", static_cast<double>(report.zero_rows));
  out.Set("threads", report.threads);
  return out;
}

}  // namespace figsift
