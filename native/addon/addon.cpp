// The table of contents of the addon. src/binding.ts is its typed mirror.
#include <memory>  // std::make_unique

#include "addon/backend_choice.h"
#include "addon/call_token.h"
#include "addon/images.h"
#include "addon/duplicates.h"
#include "addon/find_duplicates.h"
#include "addon/instance.h"
#include "addon/kernel_probe.h"
#include "addon/mapped_rows.h"
#include "addon/napi_setup.h"
#include "addon/rows.h"
#include "addon/similarity.h"
#include "backends/cpu.h"

namespace {

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  auto instance = std::make_unique<figsift::Instance>();
  instance->backend = figsift::cpu_backend(figsift::detect_isa());
  instance->dispatcher = figsift::Dispatcher::create(env);
  env.SetInstanceData(instance.release());

  figsift::export_backend_choice(env, exports);
  figsift::export_call_token(env, exports);
  figsift::export_mapped_rows(env, exports);
  figsift::export_rows(env, exports);
  figsift::export_similarity(env, exports);
  figsift::export_images(env, exports);
  figsift::export_duplicates(env, exports);
  figsift::export_find_duplicates(env, exports);
  figsift::export_kernel_probe(env, exports);
  return exports;
}

}  // namespace

NODE_API_MODULE(figsift, initialise)
