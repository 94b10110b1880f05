-- Window functions: position, mean and deviation beside every row, then one grouping.
WITH placed AS (
    SELECT patient_id
        , {v}, count({v}) OVER before AS {v}_i, avg({v}) OVER whole AS {v}_m, stddev_pop({v}) OVER whole AS {v}_s
    FROM vitals
    WINDOW before AS (PARTITION BY patient_id ORDER BY day ROWS UNBOUNDED PRECEDING)
        , whole AS (PARTITION BY patient_id)
)
SELECT patient_id
    , any_value({v}_m) AS {v}_mean
    , any_value({v}_s) AS {v}_std
    , min({v}) AS {v}_min
    , max({v}) AS {v}_max
    , max({v}) - min({v}) AS {v}_range
    , if(count({v}) = 1, 0.0, regr_slope({v}, {v}_i)) AS {v}_trend
    , count(*) FILTER (abs({v} - {v}_m) > 2 * {v}_s AND {v}_s > 0) AS {v}_n_anomalies
    , (count(*) - count({v})) / count(*) AS {v}_missing_pct
FROM placed
GROUP BY patient_id
