-- Window functions: mean and deviation beside every row, then one grouping.
WITH placed AS (
    SELECT patient_id, day
        , {v}, avg({v}) OVER whole AS {v}_m, stddev_samp({v}) OVER whole AS {v}_s
    FROM vitals
    WINDOW whole AS (PARTITION BY patient_id)
)
SELECT patient_id
    , count({v}) AS {v}_count
    , (count(*) - count({v})) / count(*) AS {v}_missing_pct
    , any_value({v}_m) AS {v}_mean
    , any_value({v}_s) AS {v}_std
    , min({v}) AS {v}_min
    , max({v}) AS {v}_max
    , max({v}) - min({v}) AS {v}_range
    , regr_slope({v}, day) AS {v}_trend
    , count(*) FILTER (abs({v} - {v}_m) > 2 * {v}_s AND {v}_s > 0) AS {v}_n_anomalies
FROM placed
GROUP BY patient_id
