// The word that marks what a person has to decide in a draft. It stands alone here: nowhere else may it stand in the project.
export const undecided = "TODO";
