/// <reference lib="esnext.disposable" preserve="true" />
export type {
  Duplicates,
  HammingPairs,
  IsaName,
  JoinExplanation,
  JoinStage,
  Neighbours,
  RanOn,
  SimilarPairs,
} from './binding.js'
export type { Progress } from './concurrency.js'
export type {
  CaptionParts,
  FigureNumber,
  FullRecord,
  ImageProvenance,
  JsonValue,
  LicenseInfo,
  MathSource,
  MentionRecord,
  PanelRecord,
  Provenance,
  RecordBox,
} from './dataset/fullRecord/fullRecord.js'
export { readFullRecords } from './dataset/fullRecord/readFullRecords.js'
export { validateRecord } from './dataset/fullRecord/rows.js'
export { cosineRows } from './dedup/cosineRows.js'
export { type DedupOptions, dedup } from './dedup/dedup.js'
export { type EstimateJoinOptions, estimateJoin, type JoinEstimate, type RowsShape } from './dedup/estimateJoin.js'
export { type HammingJoinOptions, hammingJoin } from './dedup/hammingJoin.js'
export type { SimilarityJoinResult } from './dedup/joinOperands.js'
export { type NearestOptions, nearest } from './dedup/nearest.js'
export type { CallOptions } from './dedup/operands.js'
export { type KeepPolicy, type ResolveDuplicatesOptions, resolveDuplicates } from './dedup/resolveDuplicates.js'
export { type SimilarityJoinOptions, similarityJoin } from './dedup/similarityJoin.js'
export type { WrittenPairs } from './dedup/writePairs.js'
export { type CudaDevice, type Device, type Devices, devices } from './device.js'
export {
  ArgumentError,
  CancelledError,
  DisposedError,
  type ErrorCode,
  FigsiftError,
  FormatError,
  type RowError,
  ShapeError,
} from './errors.js'
export { filter } from './filter/filter.js'
export { type FormatBreakdownOptions, formatBreakdown } from './filter/formatBreakdown.js'
export { type FormatFunnelOptions, formatFunnel } from './filter/formatFunnel.js'
export { loadRules } from './filter/loadRules.js'
export { listPresets, type Preset, presetRules } from './filter/presets.js'
export type {
  Dropped,
  FilterOptions,
  FilterResult,
  Funnel,
  FunnelBreakdown,
  FunnelCounts,
  FunnelGroup,
  KeepWhere,
  Rule,
  RuleCounts,
  RuleFunnel,
  Rules,
  Share,
} from './filter/types.js'
export { writeFunnel } from './filter/writeFunnel.js'
export { type ResampleFilter, type ResampleOptions, resample } from './image/resample.js'
export type { MentionWindow } from './ingest/mentions/citingPassages.js'
export { type Embeddings, Matrix, type MatrixDtype, type RowsOfFloats } from './matrix.js'
export { type DualEncoder, type DualEncoderOptions, openDualEncoder } from './models/dualEncoder.js'
export {
  type EmbedImagesOptions,
  type EmbedTextsOptions,
  embedImages,
  embedTexts,
  type ImageEmbeddings,
  type ImageSource,
  type TextEmbeddings,
} from './models/embed.js'
export { findModel, listModels, type ModelSummary } from './models/findModel.js'
export { type ModelFolder, openModelFolder } from './models/modelFolder.js'
export {
  type RecipeSummary,
  type RunRecipeOptions,
  runRecipe,
  type StageSummary,
} from './recipe/runRecipe.js'
export type { ReportOptions } from './report/options.js'
export { type ReportResult, writeReport } from './report/writeReport.js'
export type { IngestYield } from './run/ingest/ingestYield.js'
export { type IngestSummary, type RunIngestOptions as IngestOptions, runIngest as ingest } from './run/ingest.js'
export {
  type LocatedTable,
  locateTable,
  type RunManifest,
  type RunStage,
  type RunTable,
  readRun,
} from './run/recipe/manifest.js'
export { createScorer, type ScorerOptions } from './score/createScorer.js'
export type { FigureRow, PairScore } from './score/figureRow.js'
export { buildIdf, Idf } from './score/idf.js'
export { estimateOcrSeconds, type ScoreOptions, type Signal } from './score/scoreOptions.js'
export { scorePairs } from './score/scorePairs.js'
export type { PairScorer } from './score/scorer.js'
export { type JaccardOptions, jaccardJoin } from './split/jaccardJoin.js'
export { type SplitRows, type SplitRowsOptions, splitRows } from './split/splitRows.js'
export { bestAssignment } from './swaps/assignment.js'
export type { CaptionFit } from './swaps/exchanges.js'
export { type FigureVerdict, type FindSwapsOptions, findSwaps } from './swaps/findSwaps.js'
