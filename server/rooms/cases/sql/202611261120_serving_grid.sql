-- A plan of grids gives an open case to the grid that its place lies in now. grid_id and grid_name stay what they were on submission.
ALTER TABLE case_record ADD COLUMN serving_grid_id BIGINT;
ALTER TABLE case_record ADD COLUMN serving_grid_name TEXT;
