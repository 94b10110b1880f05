-- List aggregates: a list per patient and vital for the anomalies, the rest by grouping.
WITH lists AS (
    SELECT patient_id, count(*) AS d
        , count({v}) AS {v}_count, avg({v}) AS {v}_mean, stddev_samp({v}) AS {v}_std
        , min({v}) AS {v}_min, max({v}) AS {v}_max, regr_slope({v}, day) AS {v}_trend
        , list({v}) AS {v}_l
    FROM vitals
    GROUP BY patient_id
)
SELECT patient_id
    , {v}_count
    , (d - {v}_count) / d AS {v}_missing_pct
    , {v}_mean
    , {v}_std
    , {v}_min
    , {v}_max
    , {v}_max - {v}_min AS {v}_range
    , {v}_trend
    , if({v}_std > 0, len(list_filter({v}_l, lambda x: abs(x - {v}_mean) > 2 * {v}_std)), 0) AS {v}_n_anomalies
FROM lists
