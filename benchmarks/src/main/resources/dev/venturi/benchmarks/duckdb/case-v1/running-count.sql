-- Two steps without sorting, for a table whose patients are together and in order: a count that runs
-- over the whole table differs from the position by a constant, which a slope does not see.
WITH placed AS (
    SELECT patient_id
        , {v}, count({v}) OVER before AS {v}_i
    FROM vitals
    WINDOW before AS (ROWS UNBOUNDED PRECEDING)
),
stats AS MATERIALIZED (
    SELECT patient_id
        , avg({v}) AS {v}_mean, stddev_pop({v}) AS {v}_std
        , min({v}) AS {v}_min, max({v}) AS {v}_max, max({v}) - min({v}) AS {v}_range
        , if(count({v}) = 1, 0.0, regr_slope({v}, {v}_i)) AS {v}_trend
        , (count(*) - count({v})) / count(*) AS {v}_missing_pct
    FROM placed
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
    , {v}_mean, {v}_std, {v}_min, {v}_max, {v}_range, {v}_trend, {v}_n_anomalies, {v}_missing_pct
FROM stats JOIN odd USING (patient_id)
