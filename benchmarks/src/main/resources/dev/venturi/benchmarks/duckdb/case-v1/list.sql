-- List aggregates: one ordered list per patient and vital; the trend is an inner product with the
-- positions, the anomalies are what a filter leaves.
WITH lists AS (
    SELECT patient_id, count(*) AS d
        , count({v}) AS {v}_n, avg({v}) AS {v}_mean, stddev_pop({v}) AS {v}_std
        , min({v}) AS {v}_min, max({v}) AS {v}_max
        , list({v} ORDER BY day) FILTER ({v} IS NOT NULL) AS {v}_l
    FROM vitals
    GROUP BY patient_id
)
SELECT patient_id
    , {v}_mean
    , {v}_std
    , {v}_min
    , {v}_max
    , {v}_max - {v}_min AS {v}_range
    , if({v}_n = 1, 0.0, (list_inner_product({v}_l, range(1, {v}_n + 1)::DOUBLE[]) - {v}_mean * ({v}_n * ({v}_n + 1) / 2)) / ({v}_n * ({v}_n * {v}_n - 1) / 12)) AS {v}_trend
    , if({v}_std > 0, len(list_filter({v}_l, lambda x: abs(x - {v}_mean) > 2 * {v}_std)), 0) AS {v}_n_anomalies
    , (d - {v}_n) / d AS {v}_missing_pct
FROM lists
