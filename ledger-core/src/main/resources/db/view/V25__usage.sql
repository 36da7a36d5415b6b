-- The view "use" is called "usage" from here on: what it left out is still left out.
update view.unfolded set view = 'usage' where view = 'use';
