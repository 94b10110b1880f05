-- Two steps: everything but the anomalies by grouping, then the rows joined to it for them.
WITH stats AS MATERIALIZED (
    SELECT patient_id
        , count({v}) AS {v}_count, (count(*) - count({v})) / count(*) AS {v}_missing_pct
        , avg({v}) AS {v}_mean, stddev_samp({v}) AS {v}_std
        , min({v}) AS {v}_min, max({v}) AS {v}_max, max({v}) - min({v}) AS {v}_range
        , regr_slope({v}, day) AS {v}_trend
    FROM vitals
    GROUP BY patient_id
),
fences AS (
    SELECT patient_id
        , {v}_mean, if({v}_std > 0, 2 * {v}_std, NULL) AS {v}_far
    FROM stats
),
odd AS (
    SELECT patient_id
        , count(*) FILTER (abs({v} - {v}_mean) > {v}_far) AS {v}_n_anomalies
    FROM vitals JOIN fences USING (patient_id)
    GROUP BY patient_id
)
SELECT patient_id
    , {v}_count, {v}_missing_pct, {v}_mean, {v}_std, {v}_min, {v}_max, {v}_range, {v}_trend, {v}_n_anomalies
FROM stats JOIN odd USING (patient_id)
